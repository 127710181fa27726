using Microsoft.Extensions.Options;

namespace IdentityHost.Hosting.Telemetry;

/// <summary>The variables that OpenTelemetry specifies, of which the SDK reads the others. It takes a wrong one for none, and exports elsewhere.</summary>
internal static class TelemetrySettings
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string Disabled = "OTEL_SDK_DISABLED";

    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    /// <exception cref="OptionsValidationException">A variable is wrong.</exception>
    public static bool IsOn(IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration[Endpoint]) || string.Equals(configuration[Disabled], "true", StringComparison.OrdinalIgnoreCase))
            return false;
        var failures = Check(configuration).ToArray();
        if (failures.Length > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(TelemetrySettings), failures);
        return true;
    }

    private static IEnumerable<string> Check(IConfiguration configuration)
    {
        if (!Uri.TryCreate(configuration[Endpoint], UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            yield return $"{Endpoint} must be an absolute http or https URI such as http://collector:4317; it is '{configuration[Endpoint]}'.";
        if (configuration[Protocol] is { Length: > 0 } protocol && !Protocols.Contains(protocol, StringComparer.Ordinal))
            yield return $"{Protocol} must be {string.Join(" or ", Protocols)}; it is '{protocol}'.";
    }
}
