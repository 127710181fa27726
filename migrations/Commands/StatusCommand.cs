using System.CommandLine;
using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Migrations.Schema;
using IdentityHost.Migrations.Seeding.Files;

namespace IdentityHost.Migrations.Commands;

/// <summary><c>status</c>: every schema migration and every seed, and how it stands.</summary>
internal static class StatusCommand
{
    internal static Command Create(CommandServices services)
    {
        var command = new Command("status", "List schema migrations and seeds with their state.") { services.Connection, services.Seeds };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(services, parsed.GetValue(services.Connection), parsed.GetRequiredValue(services.Seeds), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandServices services, string? connection, string folder, CancellationToken cancellationToken)
    {
        var files = await SeedFolder.ReadAsync(folder, cancellationToken);
        await using var dataSource = ConnectionSource.Create(connection);
        var schema = await new SchemaMigrator(dataSource).ReadAsync(cancellationToken);
        foreach (var id in schema.Applied)
            services.Reporter.Line(Row("schema", id, schema.Unknown.Contains(id) ? "unknown to this program" : "applied"));
        foreach (var id in schema.Pending)
            services.Reporter.Line(Row("schema", id, "pending"));

        await using var opened = await dataSource.OpenConnectionAsync(cancellationToken);
        foreach (var entry in SeedInventory.Compare(folder, files, await SeedHistory.ReadAsync(opened, cancellationToken)))
            services.Reporter.Line(Row("seed", entry.Name, Describe(entry)));
        return ExitCodes.Ok;
    }

    private static string Row(string what, string name, string state) => $"{what,-7} {name,-40} {state}";

    private static string Describe(SeedEntry entry) => entry.State switch
    {
        SeedState.Applied => $"applied {SeedInventory.Format(entry.Applied!.AppliedAt)}",
        SeedState.Edited => "edited",
        SeedState.Taken => $"another one in the database: {entry.Applied!.Name}",
        SeedState.Missing => "missing",
        _ => "pending",
    };
}
