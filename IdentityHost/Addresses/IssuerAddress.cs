using System.Net;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.Addresses;

/// <summary>Where everybody finds this server, as far as the issuer says so, and by which names it may be asked.</summary>
internal sealed class IssuerAddress
{
    private readonly string? _authority;
    private readonly string[] _names;
    private readonly bool _isLoopback;

    public IssuerAddress(IOptions<IdentityHostSettings> options)
    {
        _names = [.. options.Value.InternalHosts.Select(Bracketed)];
        if (options.Value.Issuer is not { } issuer)
            return;
        var uri = new Uri(issuer);
        // As a Host header has it: letters outside ASCII in Punycode, an IPv6 address in brackets, no port that the scheme implies.
        var name = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        _authority = uri.IsDefaultPort ? name : $"{name}:{uri.Port}";
        _names = [name, .. _names];
        _isLoopback = uri.IsLoopback;
        Origin = $"{uri.Scheme}{Uri.SchemeDelimiter}{_authority}";
    }

    /// <summary>Scheme, host and port of the issuer; null if none is configured: then each request says where it came.</summary>
    public string? Origin { get; }

    /// <summary>
    /// Whether a request came under a name of this server. The port is not compared, since proxies leave it out; it reaches no answer. Where the issuer is
    /// on loopback, all of loopback's names are one.
    /// </summary>
    public bool IsOurs(HostString host)
    {
        if (Origin is null || string.Equals(host.Value, _authority, StringComparison.OrdinalIgnoreCase))
            return true;
        if (!host.HasValue)
            return false;
        var name = host.Host;
        return Array.Exists(_names, own => string.Equals(own, name, StringComparison.OrdinalIgnoreCase)) || (_isLoopback && IsLoopback(name));
    }

    private static bool IsLoopback(string name) =>
        string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));

    private static string Bracketed(string name) => name.Contains(':', StringComparison.Ordinal) && !name.StartsWith('[') ? $"[{name}]" : name;
}
