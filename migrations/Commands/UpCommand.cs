using System.CommandLine;
using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Schema;

namespace IdentityHost.Migrations.Commands;

/// <summary><c>up</c>: applies what is pending of the schema, then of the seeds.</summary>
internal static class UpCommand
{
    internal static Command Create(Option<string?> connection, TextWriter output)
    {
        var command = new Command("up", "Apply pending schema migrations, then pending seeds.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var dataSource = ConnectionSource.Create(parsed.GetValue(connection));
            await new SchemaMigrator(dataSource).ApplyAsync(id => output.WriteLine($"schema {id}"), cancellationToken);
            return ExitCodes.Ok;
        });
        return command;
    }
}
