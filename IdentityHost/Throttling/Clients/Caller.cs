using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace IdentityHost.Throttling.Clients;

/// <summary>A client or API resource as one sender names it. Made on each authenticated request, so it allocates nothing.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Caller(UInt128 Sender, string Id)
{
    private const int LongestId = 200;
    private const int AddressBytes = 16;
    private const int NetworkBits = 64;

    /// <summary>As <see cref="Throttling.Sender"/> has it: one subscriber of IPv6 is one sender.</summary>
    internal static Caller Of(HttpContext context, string id)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        Span<byte> bytes = stackalloc byte[AddressBytes];
        bytes.Clear();
        _ = address.TryWriteBytes(bytes, out _);
        var number = new UInt128(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[(AddressBytes / 2)..]));
        var isNetwork = address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6;
        // Nobody has a longer id; all who try one are one.
        return new Caller(isNetwork ? number >> NetworkBits << NetworkBits : number, id.Length > LongestId ? "" : id);
    }
}
