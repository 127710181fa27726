namespace IdentityHost.Sessions;

/// <summary>
/// What people and pages do with sessions: see their own, end one, end all others (after a change of password, say). Ending one revokes
/// the tokens that were issued in it and tells the clients; consent stays.
/// </summary>
public sealed class UserSessions(IServerSideTicketStore tickets, ISessionManagementService management)
{
    /// <summary>The user's sessions, the last used first.</summary>
    public async Task<IReadOnlyList<UserSession>> FindAsync(string subjectId, CancellationToken ct)
    {
        var sessions = await tickets.GetSessionsAsync(new SessionFilter { SubjectId = subjectId }, ct);
        return [.. sessions.OrderByDescending(session => session.Renewed)];
    }

    /// <summary>Ends one session of the user's.</summary>
    public Task EndAsync(string subjectId, string sessionId, CancellationToken ct) => management.RemoveSessionsAsync(
        new RemoveSessionsContext { SubjectId = subjectId, SessionId = sessionId, RevokeConsents = false }, ct);

    /// <summary>Ends the user's sessions except one; null: all of them.</summary>
    public async Task EndOthersAsync(string subjectId, string? sessionIdToKeep, CancellationToken ct)
    {
        foreach (var session in await FindAsync(subjectId, ct))
        {
            if (session.SessionId != sessionIdToKeep)
                await EndAsync(subjectId, session.SessionId, ct);
        }
    }
}
