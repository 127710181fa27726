using System.Net.Sockets;
using Npgsql;

namespace IdentityHost.Migrations.Database;

/// <summary>Turns what Npgsql throws into one line without secrets.</summary>
internal static class DatabaseFailure
{
    /// <summary>The Npgsql failure behind an exception, also where EF Core wrapped it.</summary>
    internal static NpgsqlException? Find(Exception? exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (current is NpgsqlException found)
                return found;
        }

        return null;
    }

    // A PostgresException's detail is left out on purpose: it can quote values of the row.
    internal static string Describe(NpgsqlException failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } missing =>
            $"{OneLine(missing.MessageText)}: create it first (createdb, or CREATE DATABASE).",
        PostgresException refused => $"PostgreSQL refused: {OneLine(refused.MessageText)} ({refused.SqlState}).",
        _ => $"PostgreSQL can't be reached: {OneLine(Reason(failure))}.",
    };

    private static string Reason(NpgsqlException failure) => failure.InnerException switch
    {
        SocketException socket => $"{failure.Message} ({socket.SocketErrorCode})",
        TimeoutException => "no answer in time",
        _ => failure.Message,
    };

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
}
