using System.Net;

namespace IdentityHost.Hosting.Health;

/// <summary>Where a host of this configuration can be asked on this machine.</summary>
/// <param name="Uri">The address; of a Unix domain socket only the scheme counts.</param>
/// <param name="Socket">The path of the Unix domain socket, if it listens on one.</param>
internal sealed record ListeningAddress(Uri Uri, string? Socket)
{
    private const string Default = "http://localhost:5000";

    /// <exception cref="FormatException">It can't be told from the configuration; the message names the setting.</exception>
    public static ListeningAddress Of(IConfiguration configuration)
    {
        var (setting, addresses) = Configured(configuration);
        // Without TLS where there is a choice: it takes less time.
        var address = Array.Find(addresses, a => a.StartsWith("http:", StringComparison.OrdinalIgnoreCase)) ?? addresses.FirstOrDefault();
        return Parse(setting, address ?? "");
    }

    /// <summary>As the server chooses: its own endpoints first, then addresses, then ports.</summary>
    private static (string Setting, string[] Addresses) Configured(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToArray();
        if (endpoints.Length > 0)
            return ("Kestrel:Endpoints", endpoints);
        if (Split(configuration[WebHostDefaults.ServerUrlsKey]) is { Length: > 0 } urls)
            return ("urls", urls);
        string[] ports =
        [
#pragma warning disable S5332 // Where the server listens is not this command's to say.
            .. Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"),
#pragma warning restore S5332
            .. Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"),
        ];
        return ports.Length > 0 ? ("HTTP_PORTS or HTTPS_PORTS", ports) : ("urls", [Default]);
    }

    private static ListeningAddress Parse(string setting, string text)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(text);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{setting} must be addresses such as {Default}; it is '{text}'", e);
        }

        if (address.IsUnixPipe)
            return new ListeningAddress(new Uri($"{address.Scheme}://localhost"), address.UnixPipePath);
        return address.Port == 0
            ? throw new FormatException($"{setting} leaves the port to the system ('{text}'), so nobody else knows it")
            : new ListeningAddress(new UriBuilder(address.Scheme, Reachable(address.Host), address.Port).Uri, null);
    }

    private static string Reachable(string host)
    {
        if (string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase))
            return host;
        // The server takes whatever is neither an IP address nor localhost, such as *, for every address that the machine has.
        if (!IPAddress.TryParse(host, out var address) || address.Equals(IPAddress.Any))
            return IPAddress.Loopback.ToString();
        return address.Equals(IPAddress.IPv6Any) ? $"[{IPAddress.IPv6Loopback}]" : host;
    }

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
