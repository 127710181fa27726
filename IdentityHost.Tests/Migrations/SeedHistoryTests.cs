using IdentityHost.Migrations.Outcomes;

namespace IdentityHost.Tests.Migrations;

/// <summary>Numbers, checksums and the history of what was applied.</summary>
public sealed class SeedHistoryTests(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    [Fact]
    public async Task An_applied_file_that_was_edited_is_refused()
    {
        using var seeds = TestSeeds.WithDemoAnd("apiScopes:\n  - name: later\n");
        await File.AppendAllTextAsync(seeds.PathOf("0001_demonstration.yaml"), "# a remark\n");

        var message = await RefusedAsync(seeds);

        message.ShouldMatch(
            @"/0001_demonstration\.yaml: was edited after it was applied at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ: put it back and write a new seed$");
    }

    [Fact]
    public async Task An_applied_file_that_was_renamed_is_refused()
    {
        using var seeds = TestSeeds.WithDemo();
        File.Move(seeds.PathOf("0001_demonstration.yaml"), seeds.PathOf("0001_demo.yaml"));

        var message = await RefusedAsync(seeds);

        message.ShouldMatch(@"/0001_demo\.yaml: was applied at \S+ under the name 0001_demonstration\.yaml: give it that name again$");
    }

    [Fact]
    public async Task An_applied_file_that_is_gone_is_refused()
    {
        using var seeds = TestSeeds.WithDemo();
        File.Delete(seeds.PathOf("0001_demonstration.yaml"));

        (await RefusedAsync(seeds)).ShouldMatch(@"/0001_demonstration\.yaml: is missing, and was applied at \S+$");
    }

    [Fact]
    public async Task A_database_with_the_seeds_of_another_folder_is_called_that()
    {
        using var seeds = TestSeeds.Empty().Write("0001_orders.yaml", "apiScopes:\n  - name: orders\n").Write("0002_more.yaml", "apiScopes:\n  - name: more\n");

        (await RefusedAsync(seeds)).ShouldBe(
            $"{seeds.Path}: the database has the seeds of another folder (0001_demonstration, 0002_people_and_apps): "
            + "name that folder with --seeds, or another database with --connection");
        (await MigrationsCli.RunAsync(demo.ConnectionString, "verify", "--seeds", seeds.Path)).Errors.Count.ShouldBe(1);
        (await MigrationsCli.RunAsync(demo.ConnectionString, "status", "--seeds", seeds.Path)).Output
            .ShouldContain("another one in the database: 0001_demonstration");
    }

    [Fact]
    public async Task A_number_that_another_branch_took_is_called_that()
    {
        using var seeds = TestSeeds.WithDemo();
        File.Delete(seeds.PathOf("0002_people_and_apps.yaml"));
        seeds.Write("0002_orders.yaml", "apiScopes:\n  - name: orders\n");

        (await RefusedAsync(seeds)).ShouldMatch(
            @"/0002_orders\.yaml: in the database number 0002 is 0002_people_and_apps, applied at \S+: give this seed a later number$");
    }

    [Fact]
    public async Task A_missing_number_is_refused()
    {
        using var seeds = TestSeeds.WithDemo().Write("0004_later.yaml", "apiScopes:\n  - name: later\n");

        (await RefusedAsync(seeds)).ShouldBe($"{seeds.Path}: number 0003 is missing, and numbers have no gaps");
    }

    [Fact]
    public async Task A_number_zero_is_refused()
    {
        using var seeds = TestSeeds.WithDemo().Write("0000_first.yaml", "apiScopes:\n  - name: first\n");

        (await RefusedAsync(seeds)).ShouldBe($"{seeds.Path}/0000_first.yaml: numbers begin at 0001");
    }

    [Theory]
    [InlineData("0003_Orders.yaml")]
    [InlineData("3_orders.yaml")]
    [InlineData("0003-orders.yaml")]
    [InlineData("0003_orders.yml")]
    [InlineData("orders.YAML")]
    public async Task A_file_that_is_named_wrongly_is_refused_not_passed_over(string name)
    {
        using var seeds = TestSeeds.WithDemo().Write(name, "apiScopes:\n  - name: a\n");

        (await RefusedAsync(seeds)).ShouldBe($"{seeds.Path}/{name}: must be named NNNN_name.yaml, in lower case");
    }

    [Fact]
    public async Task Two_files_of_one_number_are_refused()
    {
        using var seeds = TestSeeds.WithDemoAnd("apiScopes:\n  - name: a\n").Write("0003_other.yaml", "apiScopes:\n  - name: b\n");

        (await RefusedAsync(seeds)).ShouldBe($"{seeds.Path}/0003_test.yaml: has the same number as {seeds.Path}/0003_other.yaml");
    }

    [Fact]
    public async Task What_is_not_UTF8_is_refused()
    {
        using var seeds = TestSeeds.WithDemo();
        await File.WriteAllBytesAsync(seeds.PathOf("0003_latin.yaml"), [(byte)'#', 0xE4, (byte)'\n']);

        (await RefusedAsync(seeds)).ShouldBe($"{seeds.Path}/0003_latin.yaml: isn't valid UTF-8");
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused()
    {
        var run = await MigrationsCli.RunAsync(demo.ConnectionString, "up", "--seeds", "no/such/folder");

        run.ExitCode.ShouldBe(ExitCodes.Refused);
        run.Errors.ShouldBe(["no/such/folder: no such folder (give the seeds folder with --seeds)."]);
    }

    [Fact]
    public async Task Line_endings_and_a_byte_order_mark_do_not_count_as_an_edit()
    {
        using var seeds = TestSeeds.WithDemo();
        var path = seeds.PathOf("0001_demonstration.yaml");
        await File.WriteAllTextAsync(path, "\uFEFF" + (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\r\n"));

        (await MigrationsCli.RunAsync(demo.ConnectionString, "verify", "--seeds", seeds.Path)).ExitCode.ShouldBe(ExitCodes.Ok);
    }

    [Fact]
    public async Task An_applied_file_is_not_judged_again_by_what_the_database_became()
    {
        await using var database = await demo.CreateDatabaseAsync();
        using var seeds = TestSeeds.WithDemoAnd("clients:\n  - action: remove\n    clientId: 4\n");
        (await MigrationsCli.UpAsync(database.ConnectionString, seeds)).ExitCode.ShouldBe(ExitCodes.Ok);
        Directory.Delete(seeds.PathOf("secrets"), recursive: true);

        var again = await MigrationsCli.UpAsync(database.ConnectionString, seeds);

        again.Errors.ShouldBeEmpty();
        again.Output.ShouldBe($"Nothing to do: schema and seeds are up to date.{Environment.NewLine}");
    }

    [Fact]
    public async Task Status_tells_how_each_migration_and_seed_stands()
    {
        using var seeds = TestSeeds.WithDemoAnd("apiScopes:\n  - name: a\n").Write("0005_gap.yaml", "apiScopes:\n  - name: b\n");

        var status = await MigrationsCli.RunAsync(demo.ConnectionString, "status", "--seeds", seeds.Path);

        status.ExitCode.ShouldBe(ExitCodes.Ok);
        var lines = status.Output.Split(Environment.NewLine);
        foreach (var (line, migration) in lines.Zip(MigrationsCli.SchemaMigrations))
            line.ShouldMatch($"^schema +{migration} +applied$");
        lines = lines[MigrationsCli.SchemaMigrations.Count..];
        lines[0].ShouldMatch(@"^seed +0001_demonstration +applied \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
        lines[1].ShouldMatch("^seed +0002_people_and_apps +applied ");
        lines[2].ShouldMatch("^seed +0003_test +pending$");
        lines[3].ShouldMatch("^seed +0004 +missing$");
        lines[4].ShouldMatch("^seed +0005_gap +pending$");
    }

    [Fact]
    public async Task Verify_passes_when_everything_is_applied_and_unchanged()
    {
        using var seeds = TestSeeds.WithDemo();

        var verify = await MigrationsCli.RunAsync(demo.ConnectionString, "verify", "--seeds", seeds.Path);

        verify.ExitCode.ShouldBe(ExitCodes.Ok);
        verify.Output.ShouldBe($"Everything is applied as it is here: {MigrationsCli.SchemaMigrations.Count} schema migration(s), 2 seed(s).{Environment.NewLine}");
    }

    [Fact]
    public async Task Verify_refuses_what_is_pending_in_schema_and_seeds()
    {
        await using var database = await demo.CreateEmptyDatabaseAsync();
        using var seeds = TestSeeds.WithDemo();

        var verify = await MigrationsCli.RunAsync(database.ConnectionString, "verify", "--seeds", seeds.Path);

        verify.ExitCode.ShouldBe(ExitCodes.Refused);
        verify.Errors.ShouldBe(
        [
            .. MigrationsCli.SchemaMigrations.Select(migration => $"schema {migration}: pending"),
            $"{seeds.Path}/0001_demonstration.yaml: pending", $"{seeds.Path}/0002_people_and_apps.yaml: pending",
        ]);
    }

    [Fact]
    public async Task A_database_that_is_newer_than_the_program_is_refused()
    {
        await using var database = await demo.CreateDatabaseAsync();
        await database.ExecuteAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99')""");
        using var seeds = TestSeeds.WithDemo();

        foreach (var command in new[] { "up", "plan", "verify" })
        {
            var run = await MigrationsCli.RunAsync(database.ConnectionString, command, "--seeds", seeds.Path);
            run.ExitCode.ShouldBe(ExitCodes.Refused);
            run.Errors.ShouldBe(
                ["The database has schema migration 29990101000000_Later, which this program doesn't know: use the program of that version or a newer one."]);
        }
    }

    /// <summary>`up` and `plan` refuse with the same one message, `verify` refuses too, and nothing is written.</summary>
    private async Task<string> RefusedAsync(TestSeeds seeds)
    {
        var before = await DatabaseDigest.ReadAsync(demo.ConnectionString);
        var up = await MigrationsCli.UpAsync(demo.ConnectionString, seeds);
        var plan = await MigrationsCli.PlanAsync(demo.ConnectionString, seeds);
        var verify = await MigrationsCli.RunAsync(demo.ConnectionString, "verify", "--seeds", seeds.Path);

        up.ExitCode.ShouldBe(ExitCodes.Refused);
        plan.ExitCode.ShouldBe(ExitCodes.Refused);
        verify.ExitCode.ShouldBe(ExitCodes.Refused);
        plan.Errors.ShouldBe(up.Errors);
        (await DatabaseDigest.ReadAsync(demo.ConnectionString)).ShouldBe(before);
        return up.Errors.ShouldHaveSingleItem();
    }
}
