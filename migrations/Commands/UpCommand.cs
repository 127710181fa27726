using System.CommandLine;
using System.Globalization;
using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Migrations.Schema;
using IdentityHost.Migrations.Seeding;
using IdentityHost.Migrations.Seeding.Files;
using IdentityHost.Migrations.Seeding.Planning;

namespace IdentityHost.Migrations.Commands;

/// <summary><c>up</c>: applies what is pending of the schema, then of the seeds. All pending seeds are judged before anything is written.</summary>
internal static class UpCommand
{
    internal static Command Create(CommandServices services)
    {
        var command = new Command("up", "Apply pending schema migrations, then pending seeds.") { services.Connection, services.Seeds };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(services, parsed.GetValue(services.Connection), parsed.GetRequiredValue(services.Seeds), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandServices services, string? connection, string folder, CancellationToken cancellationToken)
    {
        var files = await SeedFolder.ReadAsync(folder, cancellationToken);
        await using var dataSource = ConnectionSource.Create(connection);
        var migrator = new SchemaMigrator(dataSource);
        var schema = await migrator.ReadAsync(cancellationToken);
        SchemaCheck.Require(schema);
        var runner = new SeedRunner(dataSource, services.Time);
        var planned = await runner.PlanAsync(folder, files, cancellationToken);

        var applied = 0;
        await services.Reporter.RunAsync(schema.Pending.Count + planned.Count, async begin =>
        {
            foreach (var migration in await migrator.ApplyAsync(begin, cancellationToken))
            {
                services.Reporter.Line($"schema {migration}: applied");
                applied++;
            }

            foreach (var plan in planned)
            {
                begin($"seed {plan.Seed.File.Name}");
                if (await runner.ApplyAsync(plan, cancellationToken) is not { } changes)
                    continue;
                services.Reporter.Line($"seed {plan.Seed.File.Name}: applied ({Count(changes)})");
                applied++;
            }
        });

        services.Reporter.Line(applied == 0 ? "Nothing to do: schema and seeds are up to date." : "Done: schema and seeds are up to date.");
        return ExitCodes.Ok;
    }

    private static string Count(IReadOnlyList<Change> changes)
    {
        var created = changes.Count(change => change.IsCreation);
        var removed = changes.Count(change => change.IsRemoval);
        return string.Create(
            CultureInfo.InvariantCulture, $"{created} created, {changes.Count - created - removed} changed, {removed} removed");
    }
}
