using System.Net.Http.Headers;
using IdentityHost.Logging;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace IdentityHost.Tests.Logging;

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
            settings["Logging:LogLevel:Duende.IdentityServer"] = "Trace";
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
        using var factory = new GuardedLoggerFactory(new LoggerFactory([logs], new StaticMonitor(filters)), new HttpContextAccessor());
        var engine = typeof(IdentityServerOptions).Namespace!.Replace(".Configuration", ".Validation");
        var handle = new string('A', 64) + "-1";

#pragma warning disable CA1848, CA1873, CA2254, S6668, S2629
        factory.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").LogInformation("GET /?token=x");
        factory.CreateLogger(engine).LogDebug("quiet");
        factory.CreateLogger(engine).LogError(new InvalidOperationException(handle), "Invalid code {Code} and eyJhbGciOiJ9.eyJzdWIi.c2ln", handle);
        factory.CreateLogger("IdentityHost.Pipeline").LogDebug("loud");
#pragma warning restore CA1848, CA1873, CA2254, S6668, S2629

        logs.Lines.Select(l => l.Category).ShouldBe([engine, "IdentityHost.Pipeline"]);
        logs.Lines[0].Message.ShouldBe("Invalid code [redacted] and [redacted]");
        logs.Lines[0].State.Single(s => s.Key == "Code").Value.ShouldBe("[redacted]");
        logs.ShouldNotContain(handle, "eyJ");
    }

    /// <summary>Duende writes raw what is presented as a token and does not look like one, and who signs in.</summary>
    [Theory]
    [InlineData("token", "not+a/token=", "Invalid reference token: not+a/token=")]
    [InlineData("token", "not+a/token=", "{\"Token\": \"not\\u002Ba/token=\"}")]
    [InlineData("refresh_token", "made up", "asked with refresh_token=made%20up")]
    [InlineData("code", "guessed", "Invalid code guessed")]
    [InlineData("client_secret", "almost-the-secret", "Secret almost-the-secret does not match")]
    public void What_a_request_presents_is_redacted_in_what_an_engine_logs_of_it(string parameter, string value, string line)
    {
        var context = new DefaultHttpContext();
        context.Request.Form = new FormCollection(new Dictionary<string, StringValues> { [parameter] = value, ["client_id"] = "messages-api" });

        var logged = LogAsEngine(context, line + " from messages-api");

        logged.Message.ShouldContain("[redacted]");
        logged.Message.ShouldEndWith(" from messages-api");
        logged.Everything.ShouldNotContain(value);
        logged.Everything.ShouldNotContain(value.Split("+ ".ToCharArray())[^1]);
    }

    [Theory]
    [InlineData("Bearer opaque-bearer", "opaque-bearer")]
    [InlineData("Basic YXBwOnB3JTJCc2VjcmV0", "pw+secret")]
    [InlineData("Basic YXBwOnB3JTJCc2VjcmV0", "pw%2Bsecret")]
    [InlineData("Basic YXBwOnB3JTJCc2VjcmV0", "YXBwOnB3JTJCc2VjcmV0")]
    public void So_are_the_credentials_of_its_header(string header, string secret)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = header;

        LogAsEngine(context, $"refused {secret}").Message.ShouldBe("refused [redacted]");
    }

    [Theory]
    [InlineData("alice@example.com")]
    [InlineData("o'brien+shop@mail.example.co.uk")]
    public void E_mail_addresses_by_which_people_sign_in_are_redacted(string address) =>
        LogAsEngine(context: null, $"{{\"Username\": \"{address}\", \"SubjectId\": \"1\"}}").Message.ShouldBe("{\"Username\": \"[redacted]\", \"SubjectId\": \"1\"}");

    /// <summary>As the text and as a value of the line.</summary>
    private static CapturedLog LogAsEngine(HttpContext? context, string text)
    {
        using var logs = new CapturedLogs();
        using var factory = new GuardedLoggerFactory(
            new LoggerFactory([logs], new StaticMonitor(new LoggerFilterOptions())), new HttpContextAccessor { HttpContext = context });
        var engine = typeof(IdentityServerOptions).Namespace!.Replace(".Configuration", ".Validation");
#pragma warning disable CA1848, CA1873
        factory.CreateLogger(engine).LogWarning("{Text}", text);
#pragma warning restore CA1848, CA1873
        return logs.Lines.ShouldHaveSingleItem();
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
