using IdentityHost.Coherence;
using IdentityHost.Data;
using IdentityHost.Engine;
using IdentityHost.RequestState;
using Npgsql;

namespace IdentityHost.Sessions;

/// <summary>
/// Sessions in the table <c>ServerSideSessions</c>, on Npgsql; each method is one statement. The exceptions of the database pass through:
/// an outage is not "signed out". What an engine puts into <c>Data</c> is protected by it.
/// </summary>
public sealed class ServerSideSessionStore(NpgsqlDataSource dataSource, IHttpContextAccessor accessor, RevocationBarrier barrier)
    : IServerSideSessionStore
{
    private const int LongestDisplayName = 100;
    private const int DefaultPageSize = 25;
    private const int LargestPage = 500;

    private static readonly object OfRequest = new();

    private const string Columns =
        """s."Key", s."Scheme", s."SubjectId", s."SessionId", s."DisplayName", s."Created", s."Renewed", s."Expires", s."Data", s."Id" """;

    // A user who was deleted or disabled has no session from then on. One whose time is over is left to the removal, which tells the
    // clients: an engine that saw it would delete it without a word.
    private const string SelectByKey =
        $"""
        SELECT {Columns} FROM "ServerSideSessions" s JOIN "Users" u ON u."Id" = s."SubjectId" AND NOT u."Disabled"
        WHERE s."Key" = $1 AND (s."Expires" IS NULL OR s."Expires" > now())
        """;

    // With what the user was when they were checked (SignInProof): a new password ends every session, and who is just being signed in with the
    // old one has none yet. The lock on the user has the two wait for each other.
    private const string Insert =
        """
        WITH proven AS (
          SELECT 1 FROM "Users" WHERE "Id" = $3 AND coalesce("SecurityStamp", '') = $10 AND NOT "Disabled" FOR SHARE)
        INSERT INTO "ServerSideSessions" ("Key", "Scheme", "SubjectId", "SessionId", "DisplayName", "Created", "Renewed", "Expires", "Data")
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 WHERE $10::text IS NULL OR EXISTS (SELECT 1 FROM proven)
        """;

    // The same session under a new key. The row stays where it is, so that nobody who looks for the session misses it.
    private const string Rekey =
        """
        WITH proven AS (
          SELECT 1 FROM "Users" WHERE "Id" = $3 AND coalesce("SecurityStamp", '') = $10 AND NOT "Disabled" FOR SHARE)
        UPDATE "ServerSideSessions"
        SET "Key" = $1, "Scheme" = $2, "DisplayName" = $5, "Created" = $6, "Renewed" = $7, "Expires" = $8, "Data" = $9
        WHERE "Key" = $11 AND "SubjectId" = $3 AND "SessionId" = $4 AND ($10::text IS NULL OR EXISTS (SELECT 1 FROM proven))
        """;

    // Never an upsert: a session that was ended stays ended, whatever a request still holds of it. And only in the place of what this
    // request read: of two windows at once, the slower one does not take back what the quicker one noted (a client that is to hear of the
    // sign-out).
    private const string Update =
        """
        UPDATE "ServerSideSessions"
        SET "SubjectId" = $2, "SessionId" = $3, "DisplayName" = $4, "Renewed" = $5, "Expires" = $6, "Data" = $7
        WHERE "Key" = $1 AND ($8::text IS NULL OR "Data" = $8)
        """;

    private const string DeleteByKey = """DELETE FROM "ServerSideSessions" WHERE "Key" = $1""";

    private const string SelectByFilter = $"""SELECT {Columns} FROM "ServerSideSessions" s WHERE """;

    // Rows are locked in one order, so that two removals at once can't deadlock.
    private const string DeleteByFilter =
        """DELETE FROM "ServerSideSessions" WHERE "Id" = ANY(ARRAY(SELECT s."Id" FROM "ServerSideSessions" s WHERE """;

    // Whoever removes a row is told of it, and nobody else.
    private const string DeleteExpired =
        $"""
        DELETE FROM "ServerSideSessions" s WHERE s."Id" = ANY(ARRAY(
          SELECT "Id" FROM "ServerSideSessions" WHERE "Expires" < now() LIMIT $1 FOR UPDATE SKIP LOCKED))
        RETURNING {Columns}
        """;

    public async Task<ServerSideSession?> GetSessionAsync(string key, CancellationToken ct)
    {
        var rows = await dataSource.QueryAsync(SelectByKey, Read, ct, SqlParameters.Text(key));
        if (rows.Count == 0)
            return null;
        Remember(rows[0]);
        return rows[0];
    }

    /// <summary>
    /// Begins a session, or goes on with the one that this request came with, under another key. None for a user who was changed or disabled since
    /// they proved who they are.
    /// </summary>
    public async Task CreateSessionAsync(ServerSideSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        // Another window may have been quicker: then it is there twice, with one key for each.
        if (accessor.HttpContext?.Items[OfRequest] is SessionAsRead before && before.IsOf(session)
            && await dataSource.ExecuteAsync(Rekey, ct, [.. Described(session), SqlParameters.Text(before.Key)]) > 0)
            return;
        await dataSource.ExecuteAsync(Insert, ct, Described(session));
    }

    /// <summary>Changes a session, unless it was changed or ended since this request read it. An engine that has to know reads it again.</summary>
    public async Task UpdateSessionAsync(ServerSideSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        // Who uses a token does not use the session: an engine that would prolong it is not let.
        if (accessor.HttpContext?.Request.Path is { } path && EnginePaths.LooksAtTokens(path))
            return;
        var before = accessor.HttpContext?.Items[ReadBefore(session.Key)] as SessionAsRead;
        var updated = await dataSource.ExecuteAsync(
            Update,
            ct,
            SqlParameters.Text(session.Key),
            SqlParameters.Text(session.SubjectId),
            SqlParameters.Text(session.SessionId),
            SqlParameters.Text(Shortened(session.DisplayName)),
            SqlParameters.Timestamp(session.Renewed),
            SqlParameters.Timestamp(session.Expires),
            SqlParameters.Text(session.Ticket),
            SqlParameters.Text(before?.Ticket));
        if (updated == 0)
            return;
        Remember(session);
        // Another session in the place of one that is over (somebody else signed in).
        if (before?.IsOf(session) is false)
            await barrier.AccessRevokedAsync();
    }

    public async Task DeleteSessionAsync(string key, CancellationToken ct)
    {
        await dataSource.ExecuteAsync(DeleteByKey, ct, SqlParameters.Text(key));
        await barrier.AccessRevokedAsync();
    }

    public async Task<IReadOnlyCollection<ServerSideSession>> GetSessionsAsync(SessionFilter filter, CancellationToken ct)
    {
        var conditions = SessionConditions.Of(filter);
        var sessions = await dataSource.QueryAsync($"""{SelectByFilter}{conditions.Sql} ORDER BY s."Id" """, Read, ct, conditions.Parameters);
        if (filter.SessionId is { } id)
            accessor.HttpContext?.RequestServices.GetService<IntrospectionRequest>()?.NoteSession(id, sessions);
        return sessions;
    }

    public async Task DeleteSessionsAsync(SessionFilter filter, CancellationToken ct)
    {
        var conditions = SessionConditions.Of(filter);
        await dataSource.ExecuteAsync($"""{DeleteByFilter}{conditions.Sql} ORDER BY s."Id" FOR UPDATE))""", ct, conditions.Parameters);
        await barrier.AccessRevokedAsync();
    }

    public async Task<IReadOnlyCollection<ServerSideSession>> GetAndRemoveExpiredSessionsAsync(int count, CancellationToken ct)
    {
        var removed = await dataSource.QueryAsync(DeleteExpired, Read, ct, SqlParameters.Integer(count));
        // Their clients are told next, and a node whose clock is behind takes them for current until it hears of this.
        if (removed.Count > 0)
            await barrier.AccessRevokedAsync();
        return removed;
    }

    /// <summary>Subject and session id are compared as they are; the name has to contain the text. Pages are in the order of sign-in.</summary>
    public async Task<QueryResult<ServerSideSession>> QuerySessionsAsync(CancellationToken ct, SessionQuery? filter = null)
    {
        filter ??= new SessionQuery();
        var conditions = SessionConditions.Of(filter);
        var size = Math.Clamp(filter.CountRequested <= 0 ? DefaultPageSize : filter.CountRequested, 1, LargestPage);
        var page = SessionPage.Parse(filter.ResultsToken);
        var backwards = page is not null && filter.RequestPriorResults;
        if (page is not null)
            conditions.Add(backwards ? "s.\"Id\" < " : "s.\"Id\" > ", SqlParameters.Bigint(backwards ? page.First : page.Last));
        var limit = conditions.AddParameter(SqlParameters.Integer(size + 1));
        var rows = await dataSource.QueryAsync(
            $"""{SelectByFilter}{conditions.Sql} ORDER BY s."Id" {(backwards ? "DESC" : "ASC")} LIMIT {limit}""",
            row => (Id: row.GetInt64(9), Session: Read(row)),
            ct,
            conditions.Parameters);
        var hasMore = rows.Count > size;
        if (hasMore)
            rows.RemoveAt(size);
        if (backwards)
            rows.Reverse();
        return new QueryResult<ServerSideSession>
        {
            ResultsToken = rows.Count > 0 ? new SessionPage(rows[0].Id, rows[^1].Id).ToString() : filter.ResultsToken!,
            HasPrevResults = backwards ? hasMore : page is not null,
            HasNextResults = backwards || hasMore,
            Results = [.. rows.Select(row => row.Session)],
        };
    }

    private void Remember(ServerSideSession session)
    {
        if (accessor.HttpContext is { } request)
            request.Items[ReadBefore(session.Key)] = request.Items[OfRequest] = new SessionAsRead(session);
    }

    private NpgsqlParameter[] Described(ServerSideSession session) =>
    [
        SqlParameters.Text(session.Key),
        SqlParameters.Text(session.Scheme),
        SqlParameters.Text(session.SubjectId),
        SqlParameters.Text(session.SessionId),
        SqlParameters.Text(Shortened(session.DisplayName)),
        SqlParameters.Timestamp(session.Created),
        SqlParameters.Timestamp(session.Renewed),
        SqlParameters.Timestamp(session.Expires),
        SqlParameters.Text(session.Ticket),
        SqlParameters.Text(SignInProof.Of(accessor.HttpContext, session.SubjectId)),
    ];

    private static (Type, string) ReadBefore(string key) => (typeof(ServerSideSessionStore), key);

    private static string? Shortened(string? name) => name?.Length > LongestDisplayName ? name[..LongestDisplayName] : name;

    private static ServerSideSession Read(NpgsqlDataReader row) => new()
    {
        Key = row.GetString(0),
        Scheme = row.GetString(1),
        SubjectId = row.GetString(2),
        SessionId = row.IsDBNull(3) ? null! : row.GetString(3),
        DisplayName = row.IsDBNull(4) ? null : row.GetString(4),
        Created = row.GetDateTime(5),
        Renewed = row.GetDateTime(6),
        Expires = row.IsDBNull(7) ? null : row.GetDateTime(7),
        Ticket = row.GetString(8),
    };

    private sealed class SessionAsRead(ServerSideSession session)
    {
        public string Key { get; } = session.Key;

        public string Ticket { get; } = session.Ticket;

        private readonly (string, string?) _whose = (session.SubjectId, session.SessionId);

        public bool IsOf(ServerSideSession other) => _whose == (other.SubjectId, other.SessionId);
    }
}
