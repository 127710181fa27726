using System.Net;
using System.Net.Sockets;

namespace IdentityHost.Throttling;

/// <summary>Who sends a request, as far as limits go: an address, or the network of an IPv6 address, of which one subscriber has 2^64.</summary>
internal static class Sender
{
    private const int NetworkBytes = 8;

    internal static string Of(HttpContext context)
    {
        // A Unix domain socket has no address.
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address.ToString();
    }
}
