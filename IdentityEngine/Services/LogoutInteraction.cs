using IdentityEngine.Extensions;
using IdentityEngine.Models;
using IdentityEngine.Stores;

namespace IdentityEngine.Services;

/// <summary>What the sign-out page may ask.</summary>
internal sealed class LogoutInteraction(
    IMessageStore<LogoutMessage> messages,
    IUserSession session,
    FrontChannelLogout frontChannel,
    IPersistedGrantStore grants,
    IIssuerNameService issuerNames,
    TimeProvider time)
{
    internal async Task<LogoutRequest> GetAsync(string? logoutId, CancellationToken ct)
    {
        var message = string.IsNullOrEmpty(logoutId) ? null : (await messages.ReadAsync(logoutId, ct))?.Data;
        if (await session.GetUserAsync(ct) is not { } user)
        {
            var ended = message?.SubjectId is null
                ? null
                : await NotificationAsync(message.SubjectId, message.SessionId, message.ClientIds, ct);
            return new LogoutRequest((await frontChannel.UrlOfFramesAsync(ended, ct))!, message);
        }

        var subjectId = user.GetSubjectId();
        var sessionId = await session.GetSessionIdAsync(ct);
        var current = await NotificationAsync(subjectId, sessionId, await session.GetClientListAsync(ct), ct);
        var request = new LogoutRequest((await frontChannel.UrlOfFramesAsync(current, ct))!, message);
        if (request.SubjectId != subjectId || (request.SessionId ?? sessionId) != sessionId)
        {
            // Asked for somebody else's session, or for one of the past (RP-Initiated Logout 1.0 section 2).
            request.RequiresConfirmation = true;
        }

        return request;
    }

    internal async Task<string?> CreateAsync(CancellationToken ct)
    {
        var user = await session.GetUserAsync(ct);
        var clientIds = await session.GetClientListAsync(ct);
        if (user is null || clientIds.Count == 0)
        {
            return null;
        }

        var message = new LogoutMessage
        {
            SubjectId = user.GetSubjectId(),
            SessionId = await session.GetSessionIdAsync(ct),
            ClientIds = clientIds,
        };
        return await messages.WriteAsync(new Message<LogoutMessage>(message, time.GetUtcNow().UtcDateTime), ct);
    }

    internal async Task RevokeTokensAsync(CancellationToken ct)
    {
        if (await session.GetUserAsync(ct) is { } user)
        {
            await grants.RemoveAllAsync(
                new PersistedGrantFilter
                {
                    SubjectId = user.GetSubjectId(),
                    SessionId = await session.GetSessionIdAsync(ct),
                    Types = SessionGrants.Types,
                },
                ct);
        }
    }

    private async Task<LogoutNotificationContext> NotificationAsync(
        string subjectId, string? sessionId, IReadOnlyCollection<string>? clientIds, CancellationToken ct) => new()
    {
        SubjectId = subjectId,
        SessionId = sessionId!,
        ClientIds = clientIds ?? [],
        Issuer = await issuerNames.GetCurrentAsync(ct),
    };
}
