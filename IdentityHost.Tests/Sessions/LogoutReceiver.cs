using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityHost.Tests.Sessions;

/// <summary>The back-channel logout endpoints of clients: one records, one takes its time, one fails, one never answers.</summary>
internal sealed class LogoutReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _stopped = new();
    private readonly ConcurrentQueue<IFormCollection> _received = new();

    private LogoutReceiver(WebApplication app)
    {
        _app = app;
        app.MapPost("/logout", async request => _received.Enqueue(await request.Request.ReadFormAsync()));
        app.MapPost("/slow", async request =>
        {
            var form = await request.Request.ReadFormAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(500), request.RequestAborted);
            _received.Enqueue(form);
        });
        app.MapPost("/fail", request => { request.Response.StatusCode = StatusCodes.Status500InternalServerError; return Task.CompletedTask; });
        app.MapPost("/hang", _ => _stopped.Task);
    }

    /// <summary>The forms that came, in their order.</summary>
    public IReadOnlyCollection<IFormCollection> Received => _received;

    public string Address(string path) => _app.Urls.Single() + path;

    public static async Task<LogoutReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new LogoutReceiver(app);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        _stopped.TrySetResult();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
