using System.Globalization;
using System.Text.RegularExpressions;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Migrations.Reporting;
using IdentityHost.Tests.Infrastructure;
using Npgsql;
using Spectre.Console;

namespace IdentityHost.Tests.Migrations;

/// <summary>Arguments, connection strings, exit codes, `new`, and what a terminal sees.</summary>
public sealed partial class CommandLineTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_database_that_cannot_be_reached_is_one_line_and_exit_code_2()
    {
        using var seeds = TestSeeds.Empty();

        // Port 1 of this machine answers nobody.
        var run = await MigrationsCli.UpAsync("Host=127.0.0.1;Port=1;Database=x;Username=x;Password=hunter2;Timeout=5", seeds);

        run.ExitCode.ShouldBe(ExitCodes.DatabaseFailed);
        run.Errors.ShouldBe(["PostgreSQL can't be reached: Failed to connect to 127.0.0.1:1 (ConnectionRefused)."]);
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_one_line_and_exit_code_2()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync();
        using var seeds = TestSeeds.Empty();
        var elsewhere = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "no_such_database" }.ConnectionString;

        foreach (var command in new[] { "up", "plan", "status", "verify" })
        {
            var run = await MigrationsCli.RunAsync(elsewhere, command, "--seeds", seeds.Path);
            run.ExitCode.ShouldBe(ExitCodes.DatabaseFailed);
            run.Errors.ShouldBe(["""database "no_such_database" does not exist: create it first (createdb, or CREATE DATABASE)."""]);
        }
    }

    [Theory]
    [InlineData("what is this")]
    [InlineData("Host=127.0.0.1;Port=many")]
    [InlineData("Host=127.0.0.1;Password=half;otherhalf=1")]
    [InlineData("Database=x")]
    public async Task A_wrong_connection_string_is_one_line_without_any_of_it_and_exit_code_2(string connectionString)
    {
        using var seeds = TestSeeds.Empty();

        var run = await MigrationsCli.UpAsync(connectionString, seeds);

        run.ExitCode.ShouldBe(ExitCodes.DatabaseFailed);
        run.Errors.ShouldBe(["The connection string of --connection isn't valid: expected Host=…;Database=…;Username=…;Password=…"]);
    }

    [Fact]
    public async Task An_unknown_command_is_told_and_nothing_runs()
    {
        var run = await MigrationsCli.RunAsync(["sideways"]);

        run.ExitCode.ShouldBe(ExitCodes.Refused);
        run.Errors.ShouldContain("Unrecognized command or argument 'sideways'.");
    }

    [Fact]
    public async Task New_makes_a_file_of_the_next_number()
    {
        using var seeds = TestSeeds.WithDemo();

        var first = await MigrationsCli.RunAsync(["new", "orders", "--seeds", seeds.Path]);
        var second = await MigrationsCli.RunAsync(["new", "orders-2", "--seeds", seeds.Path]);

        first.ExitCode.ShouldBe(ExitCodes.Ok);
        first.Output.ShouldBe($"{seeds.Path}/0003_orders.yaml{Environment.NewLine}");
        second.Output.ShouldBe($"{seeds.Path}/0004_orders-2.yaml{Environment.NewLine}");
        File.Exists(seeds.PathOf("0004_orders-2.yaml")).ShouldBeTrue();
    }

    [Fact]
    public async Task New_refuses_a_name_that_is_no_file_name_and_a_folder_with_a_gap()
    {
        using var seeds = TestSeeds.WithDemo();
        (await MigrationsCli.RunAsync(["new", "../Orders", "--seeds", seeds.Path])).Errors
            .ShouldBe(["'../Orders' can't be a seed's name: lower-case letters, digits, - and _ (at most 100) can."]);

        seeds.Write("0004_gap.yaml", "");
        var run = await MigrationsCli.RunAsync(["new", "orders", "--seeds", seeds.Path]);

        run.ExitCode.ShouldBe(ExitCodes.Refused);
        run.Errors.ShouldBe([$"{seeds.Path}: number 0003 is missing, and numbers have no gaps"]);
    }

    [Fact]
    public async Task The_template_changes_nothing_until_it_is_filled_in()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        using var seeds = TestSeeds.WithDemo();
        await MigrationsCli.RunAsync(["new", "orders", "--seeds", seeds.Path]);

        var up = await MigrationsCli.UpAsync(database.ConnectionString, seeds);

        up.Errors.ShouldBe([$"{seeds.Path}/0003_orders.yaml:1 changes nothing"]);
    }

    [Fact]
    public async Task Every_example_of_the_template_is_right()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        using var seeds = TestSeeds.WithDemo();
        await MigrationsCli.RunAsync(["new", "orders", "--seeds", seeds.Path]);
        var template = await File.ReadAllTextAsync(seeds.PathOf("0003_orders.yaml"));

        // The prose is above the first empty line; below it everything is an example behind "# ".
        var examples = template[template.IndexOf("\n\n", StringComparison.Ordinal)..].Replace("\n# ", "\n", StringComparison.Ordinal);
        foreach (var variable in new[] { "ORDERS_API_SECRET", "ORDERS_WEB_SECRET", "ORDERS_SERVICE_SECRET", "CAROL_PASSWORD" })
        {
            examples.ShouldContain($"env:{variable}");
            examples = examples.Replace($"env:{variable}", $"env:{TestSeeds.SetVariable(TestSeeds.NewSecret())}", StringComparison.Ordinal);
        }

        // The clients that the template changes and removes.
        seeds.Write("0003_orders.yaml", "clients:\n" + string.Concat(new[] { "shop", "old-shop" }.Select(id =>
            $"  - clientId: {id}\n    grantTypes: [authorization_code]\n    redirectUris: [https://{id}.example/]\n    requireClientSecret: false\n")));
        seeds.Write("0004_template.yaml", examples);

        var up = await MigrationsCli.UpAsync(database.ConnectionString, seeds);

        up.Errors.ShouldBeEmpty();
        up.Output.ShouldContain("seed 0004_template: applied (7 created, 1 changed, 1 removed)");
    }

    [Fact]
    public async Task A_terminal_sees_progress_and_colours_and_the_same_lines()
    {
        await using var screen = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(screen),
        });
        var reporter = new TerminalReporter(console);

        await reporter.RunAsync(2, async begin =>
        {
            begin("seed 0001_[first]");
            await Task.Delay(300);
            reporter.Line("seed 0001_[first]: applied");
        });
        reporter.Line("  + client [x]");

        var shown = screen.ToString();
        shown.ShouldContain("━");
        Plain(shown).ShouldContain("seed 0001_[first]: applied");
        shown.ShouldMatch(@"\e\[(32|38;5;2)m  \+ client \[x\]");
    }

    private static string Plain(string text) => Escape().Replace(text, "");

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]", RegexOptions.None, 1000)]
    private static partial Regex Escape();
}
