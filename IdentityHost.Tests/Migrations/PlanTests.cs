using IdentityHost.Migrations.Outcomes;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Migrations;

public sealed class PlanTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    [Fact]
    public async Task The_difference_is_printed_and_nothing_is_written()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var before = await DatabaseDigest.ReadAsync(database.ConnectionString);
        using var seeds = TestSeeds.WithDemoAnd($"""
            apiScopes:
              - name: orders.read
                displayName: Read orders
              - action: change
                name: user.read
                displayName: Read your user data
            clients:
              - clientId: orders
                grantTypes: [client_credentials]
                scopes: [orders.read]
                requirePkce: false
                secrets:
                  - sha256: {Hash}
                    description: first
                    expires: 2030-01-01T00:00:00Z
              - action: change
                clientId: 3
                accessTokenLifetime: 600
                redirectUris: [https://web.example/cb, http://localhost:5002/callback]
                scopes: [openid, orders.read]
              - action: remove
                clientId: 4
            users:
              - action: change
                userName: alice
                password:
                  from: env:{TestSeeds.SetVariable("another password of Alice's")}
            """);

        var plan = await MigrationsCli.PlanAsync(database.ConnectionString, seeds);

        plan.Errors.ShouldBeEmpty();
        plan.ExitCode.ShouldBe(ExitCodes.Ok);
        plan.Output.ReplaceLineEndings("\n").ShouldBe($"""
            {seeds.Path}/0003_test.yaml
              + API scope orders.read
                  displayName: Read orders
              = API scope user.read (as it is already)
              + client orders
                  grantTypes: client_credentials
                  scopes: orders.read
                  secrets: (a secret) first until 2030-01-01T00:00:00Z
                  requirePkce: false
              ~ client 3
                  redirectUris: + https://web.example/cb
                  scopes: - profile
                  scopes: - user.read
                  scopes: - messages.read
                  scopes: + orders.read
                  accessTokenLifetime: 3600 -> 600
              - client 4
              ~ user alice
                  password: + (a password)
            Nothing was written: this is what up would do.

            """.ReplaceLineEndings("\n"));
        (await DatabaseDigest.ReadAsync(database.ConnectionString)).ShouldBe(before);
    }

    [Fact]
    public async Task On_an_empty_database_the_schema_is_part_of_the_plan_and_no_table_is_made()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync();
        using var seeds = TestSeeds.WithDemo();

        var plan = await MigrationsCli.PlanAsync(database.ConnectionString, seeds);

        plan.ExitCode.ShouldBe(ExitCodes.Ok);
        var schema = string.Concat(MigrationsCli.SchemaMigrations.Select(migration => $"+ schema {migration}{Environment.NewLine}"));
        plan.Output.ShouldStartWith($"{schema}{seeds.Path}/0001_demonstration.yaml{Environment.NewLine}  + API scope introspect");
        (await DatabaseDigest.ReadAsync(database.ConnectionString)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_made_when_a_seed_is_applied_is_not_shown_as_if_it_were_known()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        using var seeds = TestSeeds.WithDemoAnd("users:\n  - userName: carol\n");

        var plan = await MigrationsCli.PlanAsync(database.ConnectionString, seeds);

        plan.Output.ReplaceLineEndings("\n").ShouldBe(
            $"{seeds.Path}/0003_test.yaml\n  + user carol\n      subject: (a new UUID)\nNothing was written: this is what up would do.\n");
    }

    [Fact]
    public async Task With_nothing_pending_it_says_so()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        using var seeds = TestSeeds.WithDemo();

        (await MigrationsCli.PlanAsync(database.ConnectionString, seeds)).Output.ShouldBe($"Nothing to do: schema and seeds are up to date.{Environment.NewLine}");
    }

    [Fact]
    public async Task No_command_prints_a_secret_a_password_or_a_hash()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync();
        using var seeds = TestSeeds.WithDemoAnd($"clients:\n  - clientId: hashed\n    grantTypes: [client_credentials]\n    secrets: [{{ sha256: {Hash} }}]\n");

        var printed = "";
        foreach (var command in new[] { "plan", "up", "status", "verify", "plan" })
        {
            var run = await MigrationsCli.RunAsync(database.ConnectionString, command, "--seeds", seeds.Path);
            run.ExitCode.ShouldBe(ExitCodes.Ok);
            printed += run.Output;
        }

        foreach (var secret in new[] { Demo.WebAppSecret, Demo.ResourceServerSecret, Demo.PlainClientSecret, Demo.ApiResourceSecret, Demo.Password, Hash })
            printed.ShouldNotContain(secret);
        foreach (var stored in new[] { "SELECT \"Value\" FROM \"ClientSecrets\" LIMIT 1", "SELECT \"PasswordHash\" FROM \"Users\"" })
            printed.ShouldNotContain((await database.ScalarAsync<string>(stored))!);
    }
}
