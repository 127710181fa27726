using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Bench.Micro;

/// <summary>A server without a network: who wants an answer calls it.</summary>
internal sealed class CalledServer : IServer
{
    private Func<Request, Task> _run = _ => throw new InvalidOperationException("The server has not started.");

    public CalledServer() => Features.Set<IServerAddressesFeature>(new ServerAddressesFeature());

    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <summary>Runs a request through the application, and returns the status.</summary>
    public async Task<int> SendAsync(Request request)
    {
        request.Begin();
        await _run(request);
        await request.CompleteAsync();
        return request.Status;
    }

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        _run = request => RunAsync(application, request.FeaturesFor<TContext>());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private static async Task RunAsync<TContext>(IHttpApplication<TContext> application, IFeatureCollection features)
        where TContext : notnull
    {
        var context = application.CreateContext(features);
        try
        {
            await application.ProcessRequestAsync(context);
        }
        finally
        {
            application.DisposeContext(context, exception: null);
        }
    }
}
