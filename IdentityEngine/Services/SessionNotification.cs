using IdentityEngine.Models;

namespace IdentityEngine.Services;

internal static class SessionNotification
{
    internal static LogoutNotificationContext Of(UserSession session, IReadOnlyCollection<string> clientIds) => new()
    {
        SubjectId = session.SubjectId,
        SessionId = session.SessionId,
        Issuer = session.Issuer,
        ClientIds = clientIds,
    };
}
