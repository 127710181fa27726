using IdentityHost.Data;
using Npgsql;

namespace IdentityHost.Stores;

/// <summary>
/// Stores grants: those of the same moment with one statement, and so with one commit, which is what a busy token endpoint waits for. One that
/// is stored already takes its new values.
/// </summary>
internal sealed class GrantWriter
{
    private const string Upsert =
        """
        INSERT INTO "PersistedGrants"
          ("Key", "Type", "SubjectId", "SessionId", "ClientId", "Description", "CreationTime", "Expiration", "ConsumedTime", "Data")
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT ("Key") DO UPDATE SET "Type" = EXCLUDED."Type", "SubjectId" = EXCLUDED."SubjectId", "SessionId" = EXCLUDED."SessionId",
          "ClientId" = EXCLUDED."ClientId", "Description" = EXCLUDED."Description", "CreationTime" = EXCLUDED."CreationTime",
          "Expiration" = EXCLUDED."Expiration", "ConsumedTime" = EXCLUDED."ConsumedTime", "Data" = EXCLUDED."Data"
        """;

    private readonly NpgsqlDataSource _dataSource;
    private readonly SharedStatements<PersistedGrant, bool> _statements;

    public GrantWriter(NpgsqlDataSource dataSource)
    {
        _dataSource = dataSource;
        _statements = new(async grants =>
        {
            await StoreAsync(grants, CancellationToken.None);
            return static _ => true;
        });
    }

    /// <summary>It is stored, and committed, once this returns.</summary>
    public async Task StoreAsync(PersistedGrant grant, CancellationToken ct)
    {
        try
        {
            await _statements.AskAsync(grant, ct);
        }
        // The database refused, or a value can't be sent: perhaps another's, for which this one isn't to blame. Nothing of it was stored.
        catch (Exception refused) when (refused is not OperationCanceledException and (PostgresException or not NpgsqlException))
        {
            await StoreAsync([grant], ct);
        }
    }

    private Task<int> StoreAsync(IReadOnlyList<PersistedGrant> grants, CancellationToken ct) =>
        _dataSource.ExecuteAsync(
            Upsert,
            ct,
            SqlParameters.TextArray([.. grants.Select(g => g.Key)]),
            SqlParameters.TextArray([.. grants.Select(g => g.Type)]),
            SqlParameters.TextArray([.. grants.Select(g => g.SubjectId)]),
            SqlParameters.TextArray([.. grants.Select(g => g.SessionId)]),
            SqlParameters.TextArray([.. grants.Select(g => g.ClientId)]),
            SqlParameters.TextArray([.. grants.Select(g => g.Description)]),
            SqlParameters.TimestampArray([.. grants.Select(g => (DateTime?)g.CreationTime)]),
            SqlParameters.TimestampArray([.. grants.Select(g => g.Expiration)]),
            SqlParameters.TimestampArray([.. grants.Select(g => g.ConsumedTime)]),
            SqlParameters.TextArray([.. grants.Select(g => g.Data)]));
}
