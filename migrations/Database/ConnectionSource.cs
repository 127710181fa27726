using IdentityHost.Migrations.Outcomes;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace IdentityHost.Migrations.Database;

/// <summary>Where the connection string comes from, and what this program adds to it.</summary>
internal static class ConnectionSource
{
    internal const string Variable = "ConnectionStrings__IdentityHost";

    /// <summary>The host's variable: a folder of files, each with a setting's name. The file <c>ConnectionStrings__IdentityHost</c> counts first.</summary>
    internal const string SecretsFolderVariable = "IdentityHost__SecretsFolder";

    /// <exception cref="DatabaseException">No connection string was given, or it isn't one.</exception>
    /// <exception cref="RefusedException">The folder of secrets isn't there, or can't be read.</exception>
    internal static NpgsqlDataSource Create(string? option)
    {
        var text = string.IsNullOrWhiteSpace(option) ? FromSecretsFolder() ?? Environment.GetEnvironmentVariable(Variable) : option;
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new DatabaseException(
                $"No database given: set {Variable}, put a file of that name into the folder {SecretsFolderVariable}, or use --connection.");
        }

        var builder = Parse(text, string.IsNullOrWhiteSpace(option) ? Variable : "--connection");
        builder.ApplicationName ??= "identityhost-migrations";
        // A run waits for another run's lock, and a large table takes its time: neither is a failure. Ctrl-C stops it.
        builder.CommandTimeout = 0;
        return NpgsqlDataSource.Create(builder);
    }

    // As the host reads it.
    private static string? FromSecretsFolder()
    {
        var folder = Environment.GetEnvironmentVariable(SecretsFolderVariable);
        if (string.IsNullOrEmpty(folder))
            return null;
        if (!Path.IsPathFullyQualified(folder) || !Directory.Exists(folder))
            throw new RefusedException($"{SecretsFolderVariable} must be the absolute path of a folder that is there; it is '{folder}'.");
        try
        {
            return new ConfigurationBuilder().AddKeyPerFile(folder).Build().GetConnectionString("IdentityHost");
        }
        // The messages name the file, and never what it holds.
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RefusedException($"{SecretsFolderVariable} must be a folder of readable files, one for each setting: {unreadable.Message}");
        }
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
