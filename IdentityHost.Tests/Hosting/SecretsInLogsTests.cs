using System.Net.Http.Headers;
using IdentityHost.Hosting.Logging;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityHost.Tests.Hosting;

/// <summary>No log line and no trace contains a token, a code or a secret, with every level switched on.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SecretsInLogsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Not_in_the_whole_way_of_a_token()
    {
        using var traces = new CapturedTraces();
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(database, settings =>
        {
            // As an operator could try to get more out of it.
            settings["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace";
            settings["Logging:CapturedLogs:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace";
            settings["Logging:LogLevel:IdentityEngine"] = "Trace";
            settings["Logging:LogLevel:Duende"] = "Trace";
        });
        var tokens = new TokenClient(host);

        var caller = await tokens.ResourceServerTokenAsync();
        var answer = await tokens.SignInAndAuthorizeAsync(
            Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, "openid " + Demo.WebAppScopes);
        var redeemed = await tokens.RedeemCodeAsync(answer, Demo.WebAppSecret);
        var (access, identity) = (redeemed.GetProperty("access_token").GetString()!, redeemed.GetProperty("id_token").GetString()!);
        using (var again = await tokens.PostCodeAsync(answer, Demo.WebAppSecret))
            again.IsSuccessStatusCode.ShouldBeFalse();
        using (var query = await PostAsync(host, caller, $"/oauth/introspect?token={access}"))
            query.IsSuccessStatusCode.ShouldBeTrue();
        using (var duplicate = await PostAsync(host, caller, $"/oauth/introspect?token={access}&token={access}"))
            duplicate.IsSuccessStatusCode.ShouldBeFalse();
        using (var wrongPlace = await PostAsync(host, caller, $"/connect/introspect?token={access}"))
            wrongPlace.IsSuccessStatusCode.ShouldBeFalse();
        await tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, access);
        using (var wrongSecret = await tokens.PostFormAsync(
            "/connect/token",
            new() { ["grant_type"] = "client_credentials", ["client_id"] = Demo.PlainClientId, ["client_secret"] = "almost-the-secret" }))
        {
            wrongSecret.IsSuccessStatusCode.ShouldBeFalse();
        }

        using (var revocation = await tokens.PostFormAsync(
            "/connect/revocation", new() { ["token"] = access }, TokenClient.Basic(Demo.WebAppId, Demo.WebAppSecret)))
        {
            revocation.IsSuccessStatusCode.ShouldBeTrue();
        }

        string[] secrets =
        [
            caller, access, identity, answer.Code, answer.Verifier, Demo.Password, Demo.ResourceServerSecret, Demo.WebAppSecret,
            Demo.ApiResourceSecret, "almost-the-secret",
        ];
        host.Logs.Lines.Count.ShouldBeGreaterThan(50);
        host.Logs.ShouldNotContain(secrets);
        traces.Spans.ShouldContain(s => s.Source.Name == "Microsoft.AspNetCore");
        traces.ShouldNotContain(secrets);
    }

    [Fact]
    public void What_an_engine_logs_is_redacted_and_no_configuration_lowers_a_floor()
    {
        using var logs = new CapturedLogs();
        var filters = new LoggerFilterOptions { MinLevel = LogLevel.Trace };
        filters.Rules.Add(new LoggerFilterRule(typeof(CapturedLogs).FullName, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Trace, null));
        using var factory = new GuardedLoggerFactory(new LoggerFactory([logs], new StaticMonitor(filters)));
        var engine = typeof(IdentityServerOptions).Namespace!.Replace(".Configuration", ".Validation");
        var handle = new string('A', 64) + "-1";

#pragma warning disable CA1848, CA1873, CA2254, S6668, S2629
        factory.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").LogInformation("GET /?token=x");
        factory.CreateLogger(engine).LogDebug("quiet");
        factory.CreateLogger(engine).LogError(new InvalidOperationException(handle), "Invalid code {Code} and eyJhbGciOiJ9.eyJzdWIi.c2ln", handle);
        factory.CreateLogger("IdentityHost.Hosting").LogDebug("loud");
#pragma warning restore CA1848, CA1873, CA2254, S6668, S2629

        logs.Lines.Select(l => l.Category).ShouldBe([engine, "IdentityHost.Hosting"]);
        logs.Lines[0].Message.ShouldBe("Invalid code [redacted] and [redacted]");
        logs.Lines[0].State.Single(s => s.Key == "Code").Value.ShouldBe("[redacted]");
        logs.ShouldNotContain(handle, "eyJ");
    }

    private static async Task<HttpResponseMessage> PostAsync(TestHost host, string caller, string pathAndQuery)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, pathAndQuery);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller);
        return await host.Client.SendAsync(request);
    }

    private sealed class StaticMonitor(LoggerFilterOptions value) : IOptionsMonitor<LoggerFilterOptions>
    {
        public LoggerFilterOptions CurrentValue => value;

        public LoggerFilterOptions Get(string? name) => value;

        public IDisposable? OnChange(Action<LoggerFilterOptions, string?> listener) => null;
    }
}
