using IdentityEngine.Configuration;
using IdentityEngine.Models;
using IdentityEngine.Stores;

namespace IdentityEngine.Services;

/// <summary>Ends with a session what clients asked to be tied to it, and tells clients. Without stored sessions every session counts as alive.</summary>
internal sealed class DefaultSessionCoordinationService(
    IClientStore clients,
    IPersistedGrantStore grants,
    IBackChannelLogoutService backChannel,
    IdentityServerOptions options,
    TimeProvider time,
    IServerSideSessionStore? sessions = null) : ISessionCoordinationService
{
    public async Task ProcessLogoutAsync(UserSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        await RevokeTiedTokensAsync(session, ct);
        await backChannel.SendLogoutNotificationsAsync(SessionNotification.Of(session, session.ClientIds), ct);
    }

    public async Task ProcessExpirationAsync(UserSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        await RevokeTiedTokensAsync(session, ct);
        if (options.ServerSideSessions.ExpiredSessionsTriggerBackchannelLogout)
        {
            await backChannel.SendLogoutNotificationsAsync(SessionNotification.Of(session, session.ClientIds), ct);
        }
    }

    public async Task<bool> ValidateSessionAsync(SessionValidationRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (sessions is null || string.IsNullOrEmpty(request.SessionId) || !IsTied(request.Client))
        {
            return true;
        }

        var found = await sessions.GetSessionsAsync(
            new SessionFilter { SubjectId = request.SubjectId, SessionId = request.SessionId }, ct);
        var now = time.GetUtcNow().UtcDateTime;
        return found.Any(session => session.Expires is null || now < session.Expires);
    }

    private async Task RevokeTiedTokensAsync(UserSession session, CancellationToken ct)
    {
        var tied = new List<string>();
        foreach (var clientId in session.ClientIds)
        {
            if (await clients.FindClientByIdAsync(clientId, ct) is { } client && IsTied(client))
            {
                tied.Add(clientId);
            }
        }

        if (tied.Count > 0)
        {
            await grants.RemoveAllAsync(
                new PersistedGrantFilter
                {
                    SubjectId = session.SubjectId,
                    SessionId = session.SessionId,
                    ClientIds = tied,
                    Types = SessionGrants.Types,
                },
                ct);
        }
    }

    private bool IsTied(Client client) =>
        client.CoordinateLifetimeWithUserSession ?? options.Authentication.CoordinateClientLifetimesWithUserSession;
}
