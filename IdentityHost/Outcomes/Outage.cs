using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;

namespace IdentityHost.Outcomes;

/// <summary>Tells the failures that are an outage (503) from those that are a bug (500).</summary>
internal static class Outage
{
    /// <summary>
    /// The store could not be asked, or what it holds could not be read (another key ring, damage). Looks into wrappers: EF Core and Data
    /// Protection both hide the reason inside an exception of theirs.
    /// </summary>
    public static bool Is(Exception exception) => exception switch
    {
        NpgsqlException or TimeoutException or CryptographicException or JsonException or UnreadablePayloadException => true,
        AggregateException several => several.InnerExceptions.Any(Is),
        { InnerException: { } inner } => Is(inner),
        _ => false,
    };

    /// <summary>
    /// What to say of a failure in a log: its innermost cause, behind the driver's own words where there are any. What a database says about a value
    /// is left out, since the value may be a caller's.
    /// </summary>
    public static string CauseOf(Exception exception)
    {
        string? driver = null;
        while (true)
        {
            switch (exception)
            {
                case PostgresException refused:
                    return refused.SqlState.StartsWith("22", StringComparison.Ordinal) || refused.SqlState.StartsWith("23", StringComparison.Ordinal)
                        ? $"PostgreSQL refused a value ({refused.SqlState})"
                        : $"{refused.MessageText} ({refused.SqlState})";
                case NpgsqlException:
                    driver = exception.Message;
                    break;
            }

            var inner = exception is AggregateException { InnerExceptions: [var first, ..] } ? first : exception.InnerException;
            if (inner is null)
                break;
            exception = inner;
        }

        var cause = $"{exception.GetType().Name}: {exception.Message}";
        return (driver is null || ReferenceEquals(driver, exception.Message) ? cause : $"{driver} ({cause})").ReplaceLineEndings(" ");
    }

    /// <summary>The database refused a value that a request brought: over-long (22001), or bytes that are no text (22021, 22P05).</summary>
    public static bool IsRefusedValue(Exception exception) => exception switch
    {
        PostgresException e => e.SqlState is PostgresErrorCodes.StringDataRightTruncation
            or PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter,
        { InnerException: { } inner } => IsRefusedValue(inner),
        _ => false,
    };
}
