using System.Net;
using System.Net.Sockets;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Starting;

/// <summary>A start that fails for a wrong setting ends with a sentence that names it, and with nothing else.</summary>
public sealed class StartFailureTests
{
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "ASPNETCORE_URLS", "http://127.0.0.1:0/identity", "urls must be addresses without a path" },
        { "ASPNETCORE_URLS", "5000", "urls must be addresses such as http://localhost:5000; it is '5000'." },
        { "ASPNETCORE_URLS", "ftp://127.0.0.1:0", "urls must be addresses with the scheme http or https" },
        { "ASPNETCORE_URLS", "http://127.0.0.1:70000", "urls must be addresses with a port between 0 and 65535" },
        { "ASPNETCORE_URLS", "http://192.0.2.1:8080", "urls must be addresses of this machine at which this user may listen; it is 'http://192.0.2.1:8080'." },
        { "ASPNETCORE_URLS", "https://127.0.0.1:0", "urls has an https address, and Kestrel:Certificates:Default:Path names no certificate" },
        { "ASPNETCORE_HTTP_PORTS", "http", "HTTP_PORTS or HTTPS_PORTS must be port numbers; it is 'http'." },
        { "ASPNETCORE_HTTP_PORTS", "99999", "HTTP_PORTS or HTTPS_PORTS must be addresses with a port between 0 and 65535" },
        { "ASPNETCORE_CONTENTROOT", "/no/such/folder", "contentRoot" },
        { "Kestrel__Endpoints__A__Url", "http://127.0.0.1:0/path", "Kestrel:Endpoints must be addresses without a path" },
        { "Kestrel__Endpoints__A__Protocols", "Http1", "Kestrel:Endpoints: The endpoint A is missing the required 'Url' parameter." },
        { "Kestrel__Certificates__Default__Path", "/no/such.pfx", "Kestrel:Certificates:Default:Path must be a readable PKCS#12 file" },
        { "Logging__LogLevel__Default", "Loud", "Logging:LogLevel:Default must be one of Trace, Debug, Information, Warning, Error, Critical, None; it is 'Loud'." },
        { "Logging__Console__LogLevel__Npgsql", "Quiet", "Logging:Console:LogLevel:Npgsql must be one of" },
        { "OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT must be an absolute http or https URI" },
        { "OTEL_EXPORTER_OTLP_HEADERS", "geheim", "OTEL_EXPORTER_OTLP_HEADERS must be a list such as name=value,name=value; it is not (its text is not shown here)." },
        { "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "collector", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT must be an absolute http or https URI" },
        { "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "udp", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL must be grpc or http/protobuf; it is 'udp'." },
        { "OTEL_METRIC_EXPORT_INTERVAL", "1m", "OTEL_METRIC_EXPORT_INTERVAL must be a whole number, of milliseconds; it is '1m'." },
        { "OTEL_TRACES_SAMPLER", "sometimes", "OTEL_TRACES_SAMPLER must be always_on or always_off or traceidratio or parentbased_always_on" },
        { "OTEL_TRACES_SAMPLER_ARG", "10%", "OTEL_TRACES_SAMPLER_ARG must be a number between 0 and 1; it is '10%'." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task It_names_the_setting(string variable, string value, string sentence)
    {
        var environment = Valid();
        if (variable.StartsWith("OTEL_", StringComparison.Ordinal))
            environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:4317";
        environment[variable] = value;

        await ShouldSayAsync(environment, sentence);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var environment = Valid();
        environment["ASPNETCORE_URLS"] = $"http://{other.LocalEndpoint}";

        await ShouldSayAsync(environment, $"urls names an address that is taken; it is 'http://{other.LocalEndpoint}'.");
    }

    [Fact]
    public async Task A_file_of_settings_that_is_no_JSON_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("identityhost-settings");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "appsettings.json"), "{ \"IdentityHost\": ");
            var environment = Valid();
            environment["ASPNETCORE_CONTENTROOT"] = folder.FullName;

            await ShouldSayAsync(environment, Path.Combine(folder.FullName, "appsettings.json"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The database is nowhere: a host that starts all the same would go on trying, so what is wrong has to be found before.
    private static Dictionary<string, string> Valid() => new()
    {
        ["ConnectionStrings__IdentityHost"] = "Host=127.0.0.1;Port=1",
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
    };

    private static async Task ShouldSayAsync(Dictionary<string, string> environment, string sentence)
    {
        var end = await HostProcess.RunToEndAsync([], environment, stopAt: "Now listening");

        end.ExitCode.ShouldBe(1, end.Output + end.Error);
        var lines = end.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldAllBe(line => line.StartsWith("The host can't start: ", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains(sentence, StringComparison.Ordinal), end.Error);
        end.Error.ShouldNotContain("geheim");
        end.Output.ShouldNotContain("Hosting failed to start");
    }
}
