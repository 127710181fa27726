using System.Net;
using IdentityHost.Settings.Reading;

namespace IdentityHost.Health;

/// <summary>Where a host of this configuration can be asked on this machine.</summary>
/// <param name="Uri">The address; of a Unix domain socket only the scheme counts.</param>
/// <param name="Socket">The path of the Unix domain socket, if it listens on one.</param>
internal sealed record ListeningAddress(Uri Uri, string? Socket)
{
    /// <exception cref="FormatException">It can't be told from the configuration; the message names the setting.</exception>
    public static ListeningAddress Of(IConfiguration configuration)
    {
        var (setting, addresses) = ServerAddresses.Of(configuration);
        // Without TLS where there is a choice: it takes less time.
        var address = Array.Find(addresses, a => a.StartsWith("http:", StringComparison.OrdinalIgnoreCase)) ?? addresses.FirstOrDefault();
        return Parse(setting, address ?? "");
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
            throw new FormatException($"{setting} must be addresses such as {ServerAddresses.Default}; it is '{text}'", e);
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
}
