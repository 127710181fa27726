namespace IdentityHost.Settings;

/// <summary>
/// X-Forwarded-For, -Proto and -Host are believed from these proxies only. Without any, the headers are ignored.
/// </summary>
public sealed class ForwardedHeadersSettings
{
    /// <summary>IP addresses of proxies. Default none.</summary>
    public IList<string> KnownProxies { get; } = [];

    /// <summary>Networks of proxies in CIDR notation. Default none.</summary>
    public IList<string> KnownNetworks { get; } = [];

    /// <summary>How many proxies a request passes, 1 to 10. Default 1.</summary>
    public int ForwardLimit { get; set; } = 1;
}
