using System.Globalization;

namespace IdentityHost.Settings.Reading;

/// <summary>Where the server is told to listen, as it chooses: its own endpoints first, then addresses, then ports.</summary>
internal static class ServerAddresses
{
    public const string Default = "http://localhost:5000";

    private const string Endpoints = "Kestrel:Endpoints";
    private const string Ports = "HTTP_PORTS or HTTPS_PORTS";

    /// <returns>The setting that decides, and its addresses; of none, the default.</returns>
    public static (string Setting, string[] Addresses) Of(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection(Endpoints).GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToArray();
        if (endpoints.Length > 0)
            return (Endpoints, endpoints);
        if (Split(configuration[WebHostDefaults.ServerUrlsKey]) is { Length: > 0 } urls)
            return ("urls", urls);
        string[] ports =
        [
#pragma warning disable S5332 // Where the server listens is the deployer's to say.
            .. Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"),
#pragma warning restore S5332
            .. Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"),
        ];
        return ports.Length > 0 ? (Ports, ports) : ("urls", [Default]);
    }

    /// <returns>One sentence for each address at which no server can listen.</returns>
    public static IEnumerable<string> Check(IConfiguration configuration)
    {
        var (setting, addresses) = Of(configuration);
        foreach (var address in addresses)
        {
            if (WhyNot(address) is { } problem)
                yield return $"{setting} must be {problem}; it is '{address}'.";
        }

        if (setting == Ports && Split($"{configuration[WebHostDefaults.HttpPortsKey]};{configuration[WebHostDefaults.HttpsPortsKey]}") is var ports
            && Array.Find(ports, port => !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _)) is { } word)
            yield return $"{Ports} must be port numbers; it is '{word}'.";
    }

    private static string? WhyNot(string text)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(text);
        }
        catch (FormatException)
        {
            return $"addresses such as {Default}";
        }

        if (address.Scheme is not ("http" or "https"))
            return "addresses with the scheme http or https";
        if (address.IsUnixPipe || address.IsNamedPipe)
            return null;
        if (address.Port is < 0 or > 65535)
            return "addresses with a port between 0 and 65535";
        return address.PathBase.Length > 0 ? $"addresses without a path, such as {Default} (a path is the proxy's business)" : null;
    }

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
