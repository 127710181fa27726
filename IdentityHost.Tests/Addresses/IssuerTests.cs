using System.Net;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace IdentityHost.Tests.Addresses;

/// <summary>One issuer a database (RFC 8414 2): hosts of two would refuse each other's tokens.</summary>
[Collection(PostgresCollection.Name)]
public sealed class IssuerTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Outside_Development_it_is_required()
    {
        await using var database = await postgres.CreateDatabaseAsync();

        var exception = await Should.ThrowAsync<OptionsValidationException>(() => StartAsync(database, null));

        exception.Failures.ShouldBe(["IdentityHost:Issuer is required outside Development: the https URI under which everybody knows this server."]);
    }

    [Fact]
    public async Task A_host_of_another_issuer_is_not_ready_answers_503_says_so_and_goes_on_trying()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var first = await StartAsync(database, "https://sso.example");
        await using var same = await StartAsync(database, "https://sso.example");
        await using var other = await StartAsync(database, "https://other.example");

        (await StatusAsync(first, "/health/ready")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(same, "/health/ready")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(other, "/health/ready")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await other.Client.GetStringAsync("/health/live")).ShouldContain("Healthy");
        (await StatusAsync(other, "/.well-known/openid-configuration")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        other.Logs.Lines.Count(l => l.Message == "The host can't answer yet and goes on trying: IdentityHost:Issuer is https://other.example, but the "
            + "database of ConnectionStrings:IdentityHost belongs to https://sso.example: every host of a database has the same issuer.").ShouldBe(1);

        // As operations.md tells, save that the first hosts are stopped there.
        await database.ExecuteAsync("""UPDATE "Deployment" SET "Issuer" = 'https://other.example'""");

        await Eventually.TrueAsync(async () => await StatusAsync(other, "/health/ready") == HttpStatusCode.OK);
        using var gone = await first.Client.GetAsync("/health/ready");
        gone.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await gone.Content.ReadAsStringAsync()).ShouldContain("\"issuer\":\"Unhealthy\"");
    }

    [Fact]
    public async Task Hosts_that_start_at_once_with_two_issuers_agree_on_one()
    {
        await using var database = await postgres.CreateDatabaseAsync();

        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => StartAsync(database, $"https://sso{i % 2}.example")));
        try
        {
            var ready = 0;
            foreach (var host in hosts)
                ready += await StatusAsync(host, "/health/ready") == HttpStatusCode.OK ? 1 : 0;
            ready.ShouldBe(2);
        }
        finally
        {
            foreach (var host in hosts)
                await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task In_Development_a_host_without_one_belongs_to_nobody()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using (var host = await TestHost.StartAsync(database))
            (await StatusAsync(host, "/health/ready")).ShouldBe(HttpStatusCode.OK);
        (await database.ScalarAsync<long>("""SELECT count(*) FROM "Deployment" """)).ShouldBe(0);

        await database.ExecuteAsync("""INSERT INTO "Deployment" ("Issuer") VALUES ('https://sso.example')""");

        await using (var host = await TestHost.StartAsync(database))
            (await StatusAsync(host, "/health/ready")).ShouldBe(HttpStatusCode.OK);
    }

    private static Task<TestHost> StartAsync(TestDatabase database, string? issuer) => TestHost.StartAsync(database, settings =>
    {
        settings["environment"] = "Production";
        settings["IdentityHost:DataProtection:AllowUnprotectedKeys"] = "true";
        settings["IdentityHost:Issuer"] = issuer;
    });

    private static async Task<HttpStatusCode> StatusAsync(TestHost host, string path)
    {
        using var response = await host.Client.GetAsync(path);
        return response.StatusCode;
    }
}
