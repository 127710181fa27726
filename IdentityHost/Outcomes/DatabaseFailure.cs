using Npgsql;

namespace IdentityHost.Outcomes;

/// <summary>Says in one sentence, with the setting's name, that the database can't be used.</summary>
internal static class DatabaseFailure
{
    /// <returns>Null if the failure is not the database's.</returns>
    public static string? Describe(Exception exception) => Find(exception) is { } failure
        ? $"The database of ConnectionStrings:IdentityHost can't be used: {Reason(failure).ReplaceLineEndings(" ").TrimEnd('.')}."
        : null;

    // EF Core and Data Protection both hide it inside an exception of theirs.
    private static NpgsqlException? Find(Exception? exception) => exception switch
    {
        null => null,
        // Why it was not asked says more than that it was not.
        DatabaseUnavailableException { InnerException: NpgsqlException reason } => reason,
        NpgsqlException found => found,
        _ => Find(exception.InnerException),
    };

    // A PostgresException's own message has details that may quote a row.
    private static string Reason(NpgsqlException failure) => failure is PostgresException refused
        ? $"{refused.MessageText} ({refused.SqlState})"
        : failure.Message;
}
