using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IdentityHost.Telemetry;

/// <summary>Exports metrics and traces from the start to the end of the host. A collector that is not there costs what it was to get.</summary>
internal sealed class TelemetryExport(IConfiguration configuration, ILogger<TelemetryExport> logger) : IHostedService, IDisposable
{
    private const string ServiceName = "IdentityHost";
    private const int PatienceAtTheEndInMilliseconds = 3000;

    // Sources and meters are named one by one: what others, or a later version of these, tell may hold what nobody is to see.
    internal static readonly string[] Meters =
        ["IdentityHost.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime"];

    private static readonly string[] Sources = [RequestTelemetry.Source, OnlyOfRequests.Source];

    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Variables may also be files (IdentityHost:SecretsFolder), such as the headers with a key of the collector's.
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Describe)
            .AddMeter(Meters)
            .AddOtlpExporter()
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Describe)
            .AddSource(Sources)
            .AddProcessor<OnlyOfRequests>()
            .AddOtlpExporter()
            .Build();
        logger.Exporting();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left, if that takes no time to speak of.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => _metrics?.Shutdown(PatienceAtTheEndInMilliseconds), CancellationToken.None),
        Task.Run(() => _traces?.Shutdown(PatienceAtTheEndInMilliseconds), CancellationToken.None));

    public void Dispose()
    {
        _metrics?.Dispose();
        _traces?.Dispose();
    }

    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have the last word.
    private static void Describe(ResourceBuilder resource) => resource
        .Clear()
        .AddTelemetrySdk()
        .AddService(ServiceName, serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString())
        .AddEnvironmentVariableDetector();
}
