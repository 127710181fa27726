using System.CommandLine;
using System.Text.RegularExpressions;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Migrations.Schema;
using IdentityHost.Migrations.Seeding.Files;

namespace IdentityHost.Migrations.Commands;

/// <summary><c>new NAME</c>: a seed file of the next number, with the format explained in it.</summary>
internal static partial class NewCommand
{
    internal static Command Create(CommandServices services)
    {
        var name = new Argument<string>("NAME") { Description = "What the seed is about: lower-case letters, digits, - and _." };
        var command = new Command("new", "Make a seed file with the next number.") { name, services.Seeds };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(services, parsed.GetRequiredValue(name), parsed.GetRequiredValue(services.Seeds), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandServices services, string name, string folder, CancellationToken cancellationToken)
    {
        if (!NamePattern().IsMatch(name))
            throw new RefusedException($"'{name}' can't be a seed's name: lower-case letters, digits, - and _ (at most 100) can.");

        var files = await SeedFolder.ReadAsync(folder, cancellationToken);
        var problems = SeedInventory.Compare(folder, files, []).Where(entry => entry.Problem is not null).Select(entry => entry.Problem!).ToList();
        if (problems.Count > 0)
            throw new RefusedException(problems);

        var fileName = $"{SeedFile.FormatNumber(files.Count + 1)}_{name}.yaml";
        await using (var stream = new FileStream(Path.Combine(folder, fileName), FileMode.CreateNew, FileAccess.Write))
        await using (var writer = new StreamWriter(stream))
            await writer.WriteAsync(EmbeddedText.Read("Template.yaml").AsMemory(), cancellationToken);

        services.Reporter.Line(SeedFolder.Display(folder, fileName));
        return ExitCodes.Ok;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,99}$", RegexOptions.None, 1000)]
    private static partial Regex NamePattern();
}
