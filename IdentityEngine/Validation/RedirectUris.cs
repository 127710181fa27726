using System.Globalization;
using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>Whether a redirect URI is one of a client's.</summary>
internal static class RedirectUris
{
#pragma warning disable S5332 // Plain HTTP, which never leaves the machine (RFC 8252 8.3).
    private static readonly string[] LoopbackOrigins = ["http://127.0.0.1", "http://[::1]"];
#pragma warning restore S5332

    /// <summary>
    /// RFC 9700 2.1: exact string matching, and no second try by rules about hosts, case or trailing slashes. Only the port of a loopback
    /// address may vary, for a native app, which gets one from its operating system (RFC 8252 7.3). Such an app is a public client with a
    /// code challenge: whatever else listens on that machine can't use the code (RFC 8252 8.1).
    /// </summary>
    internal static bool IsOneOf(Client client, string redirectUri)
    {
        if (client.RedirectUris.Contains(redirectUri, StringComparer.Ordinal))
        {
            return true;
        }

        return client is { RequireClientSecret: false, RequirePkce: true }
            && WithoutLoopbackPort(redirectUri) is { } address
            && client.RedirectUris.Any(registered => string.Equals(WithoutLoopbackPort(registered), address, StringComparison.Ordinal));
    }

    /// <summary>The address without its port; null if it is not a loopback address with or without one.</summary>
    private static string? WithoutLoopbackPort(string address)
    {
        foreach (var origin in LoopbackOrigins)
        {
            if (!address.StartsWith(origin, StringComparison.Ordinal))
            {
                continue;
            }

            var rest = address.AsSpan(origin.Length);
            if (rest is [':', ..])
            {
                var end = rest.IndexOfAny('/', '?');
                var port = rest[1..(end < 0 ? rest.Length : end)];
                if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
                {
                    return null;
                }

                rest = end < 0 ? [] : rest[end..];
            }

            return rest is [] or ['/' or '?', ..] ? string.Concat(origin, rest) : null;
        }

        return null;
    }
}
