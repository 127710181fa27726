using System.Globalization;
using Microsoft.Extensions.Options;

namespace IdentityHost.Settings;

/// <summary>The variables that OpenTelemetry specifies, of which the SDK reads the others. It takes a wrong one for none, and exports elsewhere.</summary>
internal static class TelemetrySettings
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Sampler = "OTEL_TRACES_SAMPLER";
    private const string SamplerArgument = "OTEL_TRACES_SAMPLER_ARG";
    private const string Disabled = "OTEL_SDK_DISABLED";

    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    private static readonly string[] Samplers =
        ["always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"];

    private static readonly string[] Milliseconds =
    [
        "OTEL_EXPORTER_OTLP_TIMEOUT", "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "OTEL_EXPORTER_OTLP_METRICS_TIMEOUT", "OTEL_METRIC_EXPORT_INTERVAL",
        "OTEL_METRIC_EXPORT_TIMEOUT", "OTEL_BSP_SCHEDULE_DELAY", "OTEL_BSP_EXPORT_TIMEOUT",
    ];

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
        foreach (var name in OfSignals("ENDPOINT").Where(name => Given(name) is { } text && !IsHttp(text)))
            yield return $"{name} must be an absolute http or https URI such as http://collector:4317; it is '{Given(name)}'.";
        foreach (var name in OfSignals("PROTOCOL").Where(name => Given(name) is { } text && !Protocols.Contains(text, StringComparer.Ordinal)))
            yield return $"{name} must be {string.Join(" or ", Protocols)}; it is '{Given(name)}'.";
        // With a key of the collector's.
        foreach (var name in OfSignals("HEADERS").Where(name => Given(name) is { } text && !text.Split(',').All(header => header.IndexOf('=', StringComparison.Ordinal) > 0)))
            yield return $"{name} must be a list such as name=value,name=value; it is not (its text is not shown here).";
        foreach (var name in Milliseconds.Where(name => Given(name) is { } text && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            yield return $"{name} must be a whole number, of milliseconds; it is '{Given(name)}'.";
        if (Given(Sampler) is { } sampler && !Samplers.Contains(sampler, StringComparer.OrdinalIgnoreCase))
            yield return $"{Sampler} must be {string.Join(" or ", Samplers)}; it is '{sampler}'.";
        if (Given(SamplerArgument) is { } part && !(double.TryParse(part, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1))
            yield return $"{SamplerArgument} must be a number between 0 and 1; it is '{part}'.";

        string? Given(string name) => configuration[name] is { Length: > 0 } text ? text : null;
    }

    /// <summary>For both signals, and for each by itself.</summary>
    private static string[] OfSignals(string what) =>
        [$"OTEL_EXPORTER_OTLP_{what}", $"OTEL_EXPORTER_OTLP_TRACES_{what}", $"OTEL_EXPORTER_OTLP_METRICS_{what}"];

    private static bool IsHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
