namespace IdentityHost.Users;

/// <summary>
/// Ends sessions of a user wherever they are, with the tokens that were issued in them, and lets the clients know (OpenID Connect
/// Back-Channel Logout 1.0): whoever knew the old password must not stay.
/// </summary>
internal sealed class UserSessions(ISessionManagementService sessions)
{
    private const int PageSize = 100;

    internal Task EndAllAsync(string userId, CancellationToken ct) => EndAsync(new RemoveSessionsContext { SubjectId = userId }, ct);

    /// <summary>All but one, which is the one of the person who asks for it.</summary>
    internal async Task EndOthersAsync(string userId, string? ownSessionId, CancellationToken ct)
    {
        foreach (var sessionId in await FindOthersAsync(userId, ownSessionId, ct))
            await EndAsync(new RemoveSessionsContext { SubjectId = userId, SessionId = sessionId }, ct);
    }

    private async Task<List<string>> FindOthersAsync(string userId, string? ownSessionId, CancellationToken ct)
    {
        var found = new List<string>();
        var query = new SessionQuery { SubjectId = userId, CountRequested = PageSize };
        while (true)
        {
            var page = await sessions.QuerySessionsAsync(query, ct);
            // A query may find more than what it asks for: Duende looks for subjects that contain the text.
            found.AddRange(page.Results.Where(s => s.SubjectId == userId && s.SessionId != ownSessionId).Select(s => s.SessionId));
            if (!page.HasNextResults)
                return found;
            query = new SessionQuery { SubjectId = userId, CountRequested = PageSize, ResultsToken = page.ResultsToken };
        }
    }

    private Task EndAsync(RemoveSessionsContext context, CancellationToken ct)
    {
        context.RemoveServerSideSession = true;
        context.RevokeTokens = true;
        context.SendBackchannelLogoutNotification = true;
        return sessions.RemoveSessionsAsync(context, ct);
    }
}
