using IdentityHost.Migrations.Outcomes;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Migrations;

/// <summary>A new environment needs no secret that a later seed replaces or removes: those are long forgotten.</summary>
public sealed class SupersededSecretTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly string Last = TestSeeds.NewSecret();

    private const string First = """
        clients:
          - clientId: shop
            grantTypes: [client_credentials]
            secrets: [{ from: env:SEED_TEST_LONG_GONE }]
          - clientId: leaving
            grantTypes: [client_credentials]
            secrets: [{ from: file:secrets/long-gone }]
        apiResources:
          - name: stock
            secrets: [{ from: env:SEED_TEST_LONG_GONE }]
        users:
          - userName: dora
            password: { from: env:SEED_TEST_LONG_GONE }
        """;

    [Fact]
    public async Task What_a_later_seed_takes_away_is_not_asked_for_and_counts_nowhere()
    {
        var secret = TestSeeds.SetVariable(Last);
        await using var database = await postgres.CreateDatabaseAsync();
        using var seeds = TestSeeds.WithDemoAnd(First).Write("0004_later.yaml", $$"""
            clients:
              - action: change
                clientId: shop
                secrets: [{ from: env:{{secret}} }]
              - action: remove
                clientId: leaving
            apiResources:
              - action: change
                name: stock
                secrets: [{ from: env:{{secret}} }]
            users:
              - action: change
                userName: DORA
                password: { from: env:{{secret}} }
            """);

        var plan = await MigrationsCli.PlanAsync(database.ConnectionString, seeds);
        plan.Errors.ShouldBeEmpty();
        plan.Output.ShouldContain("secrets: (a secret) that a later seed takes away");
        var up = await MigrationsCli.UpAsync(database.ConnectionString, seeds);

        up.Errors.ShouldBeEmpty();
        (await database.ScalarAsync<string>("""
            SELECT string_agg("Value", ',') FROM "ClientSecrets" s JOIN "Clients" c ON c."Id" = s."ClientId" WHERE c."ClientId" = 'shop'
            """)).ShouldBe(Hash(Last));
        (await database.ScalarAsync<string>("""
            SELECT string_agg("Value", ',') FROM "ApiResourceSecrets" s JOIN "ApiResources" r ON r."Id" = s."ApiResourceId" WHERE r."Name" = 'stock'
            """)).ShouldBe(Hash(Last));
    }

    [Theory]
    [InlineData("description: nothing of a secret\napiScopes:\n  - name: later\n", 4)]
    [InlineData("clients:\n  - action: change\n    clientId: shop\n    secrets:\n      - from: env:SEED_TEST_LONG_GONE\n      - from: file:secrets/plain-client\n", 4)]
    [InlineData("clients:\n  - action: change\n    clientId: shop\n    accessTokenLifetime: 60\n", 4)]
    [InlineData("clients:\n  - action: remove\n    clientId: shop\n", 3)]
    [InlineData("clients:\n  - action: remove\n    clientId: leaving\n", 3)]
    [InlineData("users:\n  - action: remove\n    userName: dora\n", 3)]
    public async Task What_stays_is_asked_for(string later, int missing)
    {
        await using var database = await postgres.CreateDatabaseAsync();
        using var seeds = TestSeeds.WithDemoAnd(First).Write("0004_later.yaml", later);

        var plan = await MigrationsCli.PlanAsync(database.ConnectionString, seeds);

        plan.ExitCode.ShouldBe(ExitCodes.Refused);
        plan.Errors.Count(error => error.Contains("0003_test.yaml", StringComparison.Ordinal)).ShouldBe(missing);
    }

    [Fact]
    public async Task Only_the_unedited_demonstration_set_may_have_weak_secrets()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync();
        using var seeds = TestSeeds.WithDemo();
        (await MigrationsCli.PlanAsync(database.ConnectionString, seeds)).Errors.ShouldBeEmpty();

        await File.AppendAllTextAsync(seeds.PathOf("0001_demonstration.yaml"), "# mine now\n");

        (await MigrationsCli.PlanAsync(database.ConnectionString, seeds)).Errors.ShouldContain(error =>
            error.EndsWith("users[0].password.from: the password is too easy to guess", StringComparison.Ordinal));
    }

    private static string Hash(string secret) =>
        Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));
}
