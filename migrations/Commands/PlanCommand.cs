using System.CommandLine;
using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Migrations.Schema;
using IdentityHost.Migrations.Seeding;
using IdentityHost.Migrations.Seeding.Files;
using IdentityHost.Migrations.Seeding.Planning;

namespace IdentityHost.Migrations.Commands;

/// <summary><c>plan</c>: what <c>up</c> would do, with the same refusals. Writes nothing.</summary>
internal static class PlanCommand
{
    internal static Command Create(CommandServices services)
    {
        var command = new Command("plan", "Print what up would change, and write nothing.") { services.Connection, services.Seeds };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(services, parsed.GetValue(services.Connection), parsed.GetRequiredValue(services.Seeds), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandServices services, string? connection, string folder, CancellationToken cancellationToken)
    {
        var files = await SeedFolder.ReadAsync(folder, cancellationToken);
        await using var dataSource = ConnectionSource.Create(connection);
        var schema = await new SchemaMigrator(dataSource).ReadAsync(cancellationToken);
        SchemaCheck.Require(schema);
        var planned = await new SeedRunner(dataSource, services.Time).PlanAsync(folder, files, cancellationToken);

        foreach (var migration in schema.Pending)
            services.Reporter.Line($"+ schema {migration}");
        foreach (var plan in planned)
        {
            services.Reporter.Line(plan.Seed.File.DisplayPath);
            foreach (var line in plan.Changes.SelectMany(ChangeText.Lines))
                services.Reporter.Line(line);
        }

        services.Reporter.Line(schema.Pending.Count + planned.Count == 0
            ? "Nothing to do: schema and seeds are up to date."
            : "Nothing was written: this is what up would do.");
        return ExitCodes.Ok;
    }
}
