using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace IdentityHost.Tests.Telemetry;

/// <summary>Takes what is exported by OTLP over HTTP, and keeps it as it is: texts stand in protobuf's bytes as they are.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();
    private readonly WebApplication _app;

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Enqueue((context.Request.Path, body.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
        });
    }

    public string Address => _app.Urls.Single();

    public string Metrics => Of("/v1/metrics");

    public string Traces => Of("/v1/traces");

    public string Everything => Of("/");

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector._app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private string Of(string path) => string.Concat(
        _received.Where(r => r.Path.StartsWith(path, StringComparison.Ordinal)).Select(r => Encoding.UTF8.GetString(r.Body)));
}
