using IdentityHost.Composition;
using IdentityHost.Health;
using IdentityHost.Logging;
using IdentityHost.Starting;

IConfiguration? configuration = null;
var started = CancellationToken.None;
try
{
    if (args is [HealthCheckCommand.Name, .. var settings])
        return await HealthCheckCommand.RunAsync(settings);
    if (args is [ProductVersion.Option])
    {
        await Console.Out.WriteLineAsync(ProductVersion.Own);
        return 0;
    }

    var builder = WebApplication.CreateBuilder(args);
    configuration = builder.Configuration;
    builder.AddIdentityHost();
    var app = builder.Build();
    started = app.Lifetime.ApplicationStarted;
    app.UseIdentityHost();
    await app.RunAsync();
    return 0;
}
catch (OperationCanceledException)
{
    // Told to stop before the start was over, for example while the database did not answer.
    return 0;
}
catch (Exception e) when (!started.IsCancellationRequested)
{
    await StartFailure.TellAsync(e, configuration);
    return 1;
}
