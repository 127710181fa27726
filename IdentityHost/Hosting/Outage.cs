using System.Security.Cryptography;
using System.Text.Json;
using IdentityHost.Stores;
using Npgsql;

namespace IdentityHost.Hosting;

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

    /// <summary>The database refused a value that a request brought: over-long (22001), or bytes that are no text (22021, 22P05).</summary>
    public static bool IsRefusedValue(Exception exception) => exception switch
    {
        PostgresException e => e.SqlState is PostgresErrorCodes.StringDataRightTruncation
            or PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter,
        { InnerException: { } inner } => IsRefusedValue(inner),
        _ => false,
    };
}
