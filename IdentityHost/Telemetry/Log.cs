namespace IdentityHost.Telemetry;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Metrics and traces are exported to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names.")]
    public static partial void Exporting(this ILogger logger);
}
