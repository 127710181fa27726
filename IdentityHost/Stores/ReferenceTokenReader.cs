using IdentityHost.Data;
using IdentityHost.RequestState;
using IdentityHost.Users.Accounts;
using Npgsql;

namespace IdentityHost.Stores;

/// <summary>
/// Reads reference tokens with what an introspection has to know of their users, in one round trip, which requests of the same moment share.
/// </summary>
internal sealed class ReferenceTokenReader
{
    /// <summary>Characters: what is longer is no handle of either engine.</summary>
    internal const int LongestHandle = 100;

    private const string Select =
        """
        SELECT g."Key", g."Type", g."Expiration", g."Data", g."SubjectId", u."Disabled", u."IntrospectionId", u."UserName"
        FROM "PersistedGrants" g LEFT JOIN "Users" u ON u."Id" = g."SubjectId" WHERE g."Key" = ANY ($1)
        """;

    private readonly NpgsqlDataSource _dataSource;
    private readonly SharedStatements<Question, (StoredReferenceToken? First, StoredReferenceToken? Second)> _statements;

    public ReferenceTokenReader(NpgsqlDataSource dataSource)
    {
        _dataSource = dataSource;
        _statements = new(FindAsync);
    }

    public async Task<StoredReferenceToken?> ReadAsync(string key, CancellationToken ct) =>
        (await _statements.AskAsync(new Question(key, null), ct)).First;

    /// <summary>Both with one statement, since a request that needs both waits for them only once.</summary>
    public Task<(StoredReferenceToken? First, StoredReferenceToken? Second)> ReadAsync(string first, string second, CancellationToken ct) =>
        _statements.AskAsync(new Question(first, second), ct);

    private async Task<Func<Question, (StoredReferenceToken? First, StoredReferenceToken? Second)>> FindAsync(IReadOnlyList<Question> questions)
    {
        await using var connection = await _dataSource.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(Select, connection);
        command.Parameters.Add(SqlParameters.TextArray(Keys(questions)));
        await command.PrepareAsync();
        await using var row = await command.ExecuteReaderAsync();
        var found = new Dictionary<string, StoredReferenceToken>(2 * questions.Count, StringComparer.Ordinal);
        while (await row.ReadAsync())
            found[row.GetString(0)] = Read(row);
        return question => (found.GetValueOrDefault(question.First), question.Second is null ? null : found.GetValueOrDefault(question.Second));
    }

    private static string[] Keys(IReadOnlyList<Question> questions)
    {
        var keys = new List<string>(2 * questions.Count);
        foreach (var question in questions)
        {
            keys.Add(question.First);
            if (question.Second is { } second)
                keys.Add(second);
        }

        return [.. keys];
    }

    private static StoredReferenceToken Read(NpgsqlDataReader row) => new(
        row.GetString(1),
        row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2),
        row.GetString(3),
        row.IsDBNull(4) ? null : UserReader.Read(row, row.GetString(4), firstColumn: 5));

    private readonly record struct Question(string First, string? Second);
}
