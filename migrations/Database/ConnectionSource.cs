using Npgsql;

namespace IdentityHost.Migrations.Database;

/// <summary>Where the connection string comes from, and what this program adds to it.</summary>
internal static class ConnectionSource
{
    internal const string Variable = "ConnectionStrings__IdentityHost";

    /// <exception cref="DatabaseException">No connection string was given, or it isn't one.</exception>
    internal static NpgsqlDataSource Create(string? option)
    {
        var text = string.IsNullOrWhiteSpace(option) ? Environment.GetEnvironmentVariable(Variable) : option;
        if (string.IsNullOrWhiteSpace(text))
            throw new DatabaseException($"No database given: set {Variable} or use --connection.");

        var builder = Parse(text, string.IsNullOrWhiteSpace(option) ? Variable : "--connection");
        builder.ApplicationName ??= "identityhost-migrations";
        // A run waits for another run's lock, and a large table takes its time: neither is a failure. Ctrl-C stops it.
        builder.CommandTimeout = 0;
        return NpgsqlDataSource.Create(builder);
    }

    private static NpgsqlConnectionStringBuilder Parse(string text, string source)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrWhiteSpace(builder.Host)
                ? throw new ArgumentException("No host.", nameof(text))
                : builder;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            // Npgsql's own words can quote the part behind a stray semicolon, which may be half a password.
            throw new DatabaseException($"The connection string of {source} isn't valid: expected Host=…;Database=…;Username=…;Password=…");
        }
    }
}
