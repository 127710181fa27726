using IdentityHost.Migrations;
using IdentityHost.Migrations.Schema;
using Microsoft.EntityFrameworkCore;

namespace IdentityHost.Tests.Migrations;

/// <summary>What one run of the migrations program printed and how it ended.</summary>
/// <param name="Errors">The lines of the error output.</param>
public sealed record CliRun(int ExitCode, string Output, IReadOnlyList<string> Errors);

/// <summary>Runs the migrations program in this process, as its Main does.</summary>
public static class MigrationsCli
{
    /// <summary>Every schema migration there is, in order.</summary>
    public static IReadOnlyList<string> SchemaMigrations { get; } = ReadSchemaMigrations();

    public static Task<CliRun> UpAsync(string connectionString, TestSeeds seeds) => RunAsync(connectionString, "up", "--seeds", seeds.Path);

    public static Task<CliRun> PlanAsync(string connectionString, TestSeeds seeds) => RunAsync(connectionString, "plan", "--seeds", seeds.Path);

    public static Task<CliRun> RunAsync(string connectionString, params string[] arguments) =>
        RunAsync([.. arguments, "--connection", connectionString]);

    public static async Task<CliRun> RunAsync(string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await MigrationsCommand.RunAsync(arguments, output, error, CancellationToken.None);
        return new CliRun(exitCode, output.ToString(), error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string[] ReadSchemaMigrations()
    {
        using var context = new SchemaDbContext(new DbContextOptionsBuilder<SchemaDbContext>().UseNpgsql("Host=none").Options);
        return [.. context.Database.GetMigrations()];
    }
}
