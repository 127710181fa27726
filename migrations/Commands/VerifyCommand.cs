using System.CommandLine;
using System.Globalization;
using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Migrations.Schema;
using IdentityHost.Migrations.Seeding.Files;

namespace IdentityHost.Migrations.Commands;

/// <summary><c>verify</c>: for a pipeline. Refuses when anything is pending, edited or missing.</summary>
internal static class VerifyCommand
{
    internal static Command Create(CommandServices services)
    {
        var command = new Command("verify", "Exit with 1 if anything is pending, edited or missing.") { services.Connection, services.Seeds };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(services, parsed.GetValue(services.Connection), parsed.GetRequiredValue(services.Seeds), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandServices services, string? connection, string folder, CancellationToken cancellationToken)
    {
        var files = await SeedFolder.ReadAsync(folder, cancellationToken);
        await using var dataSource = ConnectionSource.Create(connection);
        var schema = await new SchemaMigrator(dataSource).ReadAsync(cancellationToken);
        await using var opened = await dataSource.OpenConnectionAsync(cancellationToken);
        var entries = SeedInventory.Compare(folder, files, await SeedHistory.ReadAsync(opened, cancellationToken));

        List<string> problems =
        [
            .. SchemaCheck.Problems(schema),
            .. schema.Pending.Select(id => $"schema {id}: pending"),
            .. entries.Where(entry => entry.Problem is not null || entry.State == SeedState.Pending)
                .Select(entry => entry.Problem ?? $"{entry.File!.DisplayPath}: pending"),
        ];
        if (problems.Count > 0)
            throw new RefusedException(problems);

        services.Reporter.Line(string.Create(
            CultureInfo.InvariantCulture, $"Everything is applied as it is here: {schema.Applied.Count} schema migration(s), {entries.Count} seed(s)."));
        return ExitCodes.Ok;
    }
}
