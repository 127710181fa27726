using IdentityHost.Data;
using IdentityHost.TokenCache;
using Npgsql;

namespace IdentityHost.Stores;

/// <summary>
/// Reads reference tokens with what an introspection has to know of their users, in one round trip. Requests that come while others are waited
/// for share the next statement, so that a busy server asks seldom for many instead of often for one. Nobody joins a statement that was
/// sent before: what it finds may be older than a revocation that this request has to know of.
/// </summary>
internal sealed class ReferenceTokenReader(NpgsqlDataSource dataSource)
{
    /// <summary>Characters: what is longer is no handle of either engine.</summary>
    internal const int LongestHandle = 100;

    private const int LargestBatch = 64;

    private const string Select =
        """
        SELECT g."Key", g."Type", g."Expiration", g."Data", g."SubjectId", u."IntrospectionId", u."Disabled"
        FROM "PersistedGrants" g LEFT JOIN "Users" u ON u."Id" = g."SubjectId" WHERE g."Key" = ANY ($1)
        """;

    private static readonly int StatementsAtOnce = Math.Clamp(Environment.ProcessorCount, 2, 8);

    private readonly Lock _changing = new();
    private readonly Queue<Question> _waiting = new();
    private int _running;

    public async Task<StoredReferenceToken?> ReadAsync(string key, CancellationToken ct) => (await AskAsync(key, null, ct)).First;

    /// <summary>Both with one statement, since a request that needs both waits for them only once.</summary>
    public Task<(StoredReferenceToken? First, StoredReferenceToken? Second)> ReadAsync(string first, string second, CancellationToken ct) =>
        AskAsync(first, second, ct);

    private Task<(StoredReferenceToken? First, StoredReferenceToken? Second)> AskAsync(string first, string? second, CancellationToken ct)
    {
        var question = new Question(first, second);
        var begins = false;
        lock (_changing)
        {
            _waiting.Enqueue(question);
            if (_running < StatementsAtOnce)
            {
                _running++;
                begins = true;
            }
        }

        // Without the request's context: what it asks on behalf of others is nobody's.
        if (begins)
            ThreadPool.UnsafeQueueUserWorkItem(static reader => _ = reader.RunAsync(), this, preferLocal: true);
        return question.Answer.WaitAsync(ct);
    }

    private async Task RunAsync()
    {
        while (Take() is { } questions)
        {
            try
            {
                var found = await FindAsync(Keys(questions));
                foreach (var question in questions)
                    question.Complete(found);
            }
            // It is each asker's to say what it means: an outage is 503.
            catch (Exception e)
            {
                foreach (var question in questions)
                    question.Fail(e);
            }
        }
    }

    private List<Question>? Take()
    {
        lock (_changing)
        {
            if (_waiting.Count == 0)
            {
                _running--;
                return null;
            }

            var questions = new List<Question>(Math.Min(_waiting.Count, LargestBatch));
            while (questions.Count < LargestBatch && _waiting.TryDequeue(out var question))
                questions.Add(question);
            return questions;
        }
    }

    private async Task<Dictionary<string, StoredReferenceToken>> FindAsync(string[] keys)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(Select, connection);
        command.Parameters.Add(SqlParameters.TextArray(keys));
        await command.PrepareAsync();
        await using var row = await command.ExecuteReaderAsync();
        var found = new Dictionary<string, StoredReferenceToken>(keys.Length, StringComparer.Ordinal);
        while (await row.ReadAsync())
            found[row.GetString(0)] = Read(row);
        return found;
    }

    private static string[] Keys(List<Question> questions)
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
        row.IsDBNull(4) ? null : ReadUser(row));

    private static UserOfRequest ReadUser(NpgsqlDataReader row)
    {
        var isActive = !row.IsDBNull(6) && !row.GetBoolean(6);
        return new UserOfRequest(row.GetString(4), isActive, isActive ? row.GetGuid(5).ToString("D") : null);
    }

    private sealed class Question(string first, string? second)
    {
        private readonly TaskCompletionSource<(StoredReferenceToken? First, StoredReferenceToken? Second)> _answer =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string First => first;

        public string? Second => second;

        public Task<(StoredReferenceToken? First, StoredReferenceToken? Second)> Answer => _answer.Task;

        public void Complete(Dictionary<string, StoredReferenceToken> found) =>
            _answer.TrySetResult((found.GetValueOrDefault(first), second is null ? null : found.GetValueOrDefault(second)));

        public void Fail(Exception e) => _answer.TrySetException(e);
    }
}
