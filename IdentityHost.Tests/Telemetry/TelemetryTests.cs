using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdentityHost.Tests.Telemetry;

/// <summary>What OpenTelemetry's variables bring about.</summary>
[Collection(PostgresCollection.Name)]
public sealed class TelemetryTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string PathOfNobody = "/nobody-c0ffee/here";
    private const string QueryOfNobody = "query-of-nobody-c0ffee";

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await postgres.CreateDatabaseAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_collector_gets_metrics_and_spans_of_requests_and_nothing_secret()
    {
        await using var collector = await Collector.StartAsync();
        await using var host = Host(collector.Address, environment => environment["OTEL_SERVICE_NAME"] = "sso-of-this-test");
        await host.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };

        using var browser = new Browser(host.Address);
        var code = await TokenClient.SignInAndAuthorizeAsync(
            browser, Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes, "/oauth/authorize");
        var token = await TokenAsync(client, "/oauth/token", Demo.WebAppId, Demo.WebAppSecret, new()
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code.Code,
            ["redirect_uri"] = code.RedirectUri,
            ["code_verifier"] = code.Verifier,
        });
        var caller = await TokenAsync(client, "/connect/token", Demo.ResourceServerId, Demo.ResourceServerSecret, new()
        {
            ["grant_type"] = "client_credentials",
            ["scope"] = "*",
        });
        using (var question = new HttpRequestMessage(HttpMethod.Post, $"/oauth/introspect?token={token}"))
        {
            question.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller);
            using var answer = await client.SendAsync(question);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await client.GetAsync($"{PathOfNobody}?token={QueryOfNobody}");
        (await host.StopAsync()).ShouldBe(0);

        string[] metrics =
        [
            "identityhost.token_cache.misses", "identityhost.coherence.lease.held", "identityhost.coherence.lease.renewal.duration",
            "http.server.request.duration", "kestrel.active_connections", "db.client.", "dotnet.gc.collections", "/oauth/introspect",
            "sso-of-this-test",
        ];
        metrics.ShouldAllBe(name => collector.Metrics.Contains(name));
        string[] spans = ["POST /oauth/token", "POST /oauth/introspect", "POST /connect/token", "INSERT INTO", "http.response.status_code", "sso-of-this-test"];
        spans.ShouldAllBe(name => collector.Traces.Contains(name));
        // Neither what nobody asked for, nor the probes.
        collector.Traces.ShouldNotContain("NodeLeases");
        collector.Traces.ShouldNotContain("/health");
        collector.Traces.ShouldNotContain("HttpRequestIn");
        string[] secrets =
        [
            token, caller, code.Code, code.Verifier, Demo.Password, Demo.WebAppSecret, Demo.ResourceServerSecret,
            TokenClient.Basic(Demo.WebAppId, Demo.WebAppSecret).Parameter!, PathOfNobody, QueryOfNobody, "?token=",
            ConnectionString.Password!,
        ];
        secrets.ShouldAllBe(secret => !collector.Everything.Contains(secret));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_collector_that_is_not_there_or_does_not_answer_harms_nothing(bool listens)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://{listener.LocalEndpoint}";
        if (!listens)
            listener.Stop();
        await using var host = Host(address, environment =>
        {
            environment["OTEL_METRIC_EXPORT_INTERVAL"] = "100";
            environment["OTEL_BSP_SCHEDULE_DELAY"] = "100";
        });
        await host.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };

        for (var i = 0; i < 20; i++)
        {
            await TokenAsync(client, "/connect/token", Demo.PlainClientId, Demo.PlainClientSecret, new() { ["grant_type"] = "client_credentials" });
            await Task.Delay(50);
        }

        (await host.StopAsync()).ShouldBe(0);
        host.Output.ShouldContain(line => line.Contains("OTEL_EXPORTER_OTLP_ENDPOINT"));
        host.Output.ShouldAllBe(line => !line.Contains("fail:") && !line.Contains("Exception"));
    }

    [Theory]
    [InlineData("collector:4317", "grpc", "OTEL_EXPORTER_OTLP_ENDPOINT must be an absolute http or https URI")]
    [InlineData("http://collector:4317", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL must be grpc or http/protobuf; it is 'http/json'.")]
    public async Task A_wrong_variable_stops_the_start(string endpoint, string protocol, string message)
    {
        var exception = await Should.ThrowAsync<OptionsValidationException>(() => TestHost.StartAsync(_database, settings =>
        {
            settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
            settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol;
        }));

        exception.Failures.Single().ShouldStartWith(message);
    }

    // A server that asks for no password takes any.
    private NpgsqlConnectionStringBuilder ConnectionString
    {
        get
        {
            var connection = new NpgsqlConnectionStringBuilder(_database.ConnectionString);
            connection.Password ??= "database-c0ffee";
            return connection;
        }
    }

    private RunningHost Host(string collector, Action<Dictionary<string, string>> settings) => new(_database, environment =>
    {
        environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        environment["ConnectionStrings__IdentityHost"] = ConnectionString.ConnectionString;
        environment.Remove("IdentityHost__Issuer");
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector;
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        settings(environment);
    });

    private static async Task<string> TokenAsync(HttpClient client, string path, string id, string secret, Dictionary<string, string> form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = TokenClient.Basic(id, secret);
        using var response = await client.SendAsync(request);
        return (await TokenClient.ReadAsync(response)).GetProperty("access_token").GetString()!;
    }
}
