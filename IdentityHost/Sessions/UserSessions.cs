using IdentityHost.Coherence;

namespace IdentityHost.Sessions;

/// <summary>
/// What people and pages do with sessions: see them, end one, all others, or all (when a password was changed, say). Ending one revokes the
/// tokens that were issued in it and tells the clients (OpenID Connect Back-Channel Logout 1.0); consent stays.
/// </summary>
public sealed class UserSessions(
    IServerSideTicketStore tickets,
    ISessionManagementService management,
    IPersistedGrantStore grants,
    RevocationBarrier barrier,
    IServiceScopeFactory scopes)
{
    private const int NotificationsAtOnce = 8;

    /// <summary>The user's sessions, the last used first.</summary>
    public async Task<IReadOnlyList<UserSession>> FindAsync(string subjectId, CancellationToken ct)
    {
        var sessions = await tickets.GetSessionsAsync(new SessionFilter { SubjectId = subjectId }, ct);
        return [.. sessions.OrderByDescending(session => session.Renewed)];
    }

    /// <summary>Ends one session of the user's.</summary>
    /// <exception cref="ArgumentException">No session is named: that would mean all of them.</exception>
    public Task EndAsync(string subjectId, string sessionId, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(subjectId);
        ArgumentException.ThrowIfNullOrWhiteSpace(sessionId);
        return management.RemoveSessionsAsync(
            new RemoveSessionsContext { SubjectId = subjectId, SessionId = sessionId, RevokeConsents = false }, ct);
    }

    /// <summary>Ends all of the user's sessions, and revokes every token of theirs, of sessions that were over before as well.</summary>
    public async Task EndAllAsync(string subjectId, CancellationToken ct)
    {
        await management.RemoveSessionsAsync(new RemoveSessionsContext { SubjectId = subjectId, RevokeConsents = false }, ct);
        // Before the user is told by mail.
        await barrier.SettleAsync();
    }

    /// <summary>
    /// As <see cref="EndOthersAsync"/>, and revokes the tokens of sessions that were over before as well (RFC 9700 4.14.2): whoever knew the old
    /// password may have signed out and kept a refresh token.
    /// </summary>
    public async Task LeaveOnlyAsync(string subjectId, string? sessionIdToKeep, CancellationToken ct)
    {
        // Those that are not over are ended below, where their clients are told.
        var living = (await FindAsync(subjectId, ct)).Select(session => session.SessionId).Append(sessionIdToKeep);
        var all = await grants.GetAllAsync(new PersistedGrantFilter { SubjectId = subjectId }, ct);
        foreach (var sessionId in all.Select(grant => grant.SessionId).Where(id => !string.IsNullOrEmpty(id)).Except(living, StringComparer.Ordinal))
            await EndQuietlyAsync(subjectId, sessionId!, ct);

        await EndOthersAsync(subjectId, sessionIdToKeep, ct);
    }

    /// <summary>Ends the user's sessions except one.</summary>
    public async Task EndOthersAsync(string subjectId, string? sessionIdToKeep, CancellationToken ct)
    {
        var ending = (await FindAsync(subjectId, ct)).Where(session => session.SessionId != sessionIdToKeep).ToList();
        foreach (var session in ending)
        {
            await EndQuietlyAsync(subjectId, session.SessionId, ct);
        }

        // Even if there was none left: an earlier try may have ended them and died before it could wait.
        await barrier.AccessRevokedAsync();
        await barrier.SettleAsync();
        // All at once, so that a client that hangs is waited for once; and even if nobody waits for the page any more.
        using var slots = new SemaphoreSlim(NotificationsAtOnce);
        await Task.WhenAll(ending.Select(session => NotifyAsync(session, slots)));
    }

    private Task EndQuietlyAsync(string subjectId, string sessionId, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sessionId);
        return management.RemoveSessionsAsync(
            new RemoveSessionsContext
            {
                SubjectId = subjectId,
                SessionId = sessionId,
                RevokeConsents = false,
                SendBackchannelLogoutNotification = false,
            },
            ct);
    }

    /// <summary>With services of its own: a request's can't be asked two things at a time. A failure stops none of the others.</summary>
    private async Task NotifyAsync(UserSession session, SemaphoreSlim slots)
    {
        await slots.WaitAsync();
        try
        {
            await NotifyAsync(session);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task NotifyAsync(UserSession session)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = new LogoutNotificationContext
        {
            SubjectId = session.SubjectId,
            SessionId = session.SessionId,
            Issuer = session.Issuer,
            ClientIds = session.ClientIds,
        };
        await scope.ServiceProvider.GetRequiredService<IBackChannelLogoutService>().SendLogoutNotificationsAsync(context, CancellationToken.None);
    }
}
