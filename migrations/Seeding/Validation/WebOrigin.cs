using System.Text.RegularExpressions;

namespace IdentityHost.Migrations.Seeding.Validation;

/// <summary>The origin of a browser application, written as a browser sends it (RFC 6454 6.2): it is compared as it is.</summary>
internal static partial class WebOrigin
{
    private const int Longest = 150;

    /// <returns>What is wrong with it, or null.</returns>
    internal static string? Problem(string text)
    {
        if (text is "null")
            return "must not be null, which any local file and sandboxed page has as its origin (RFC 6454 7.3)";
        if (text.Contains('*', StringComparison.Ordinal))
            return "must not contain '*': origins are compared as they are";
        if (text.Any(c => !char.IsAscii(c)))
            return "must be in ASCII: host names in Punycode (RFC 6454 6.2)";
        if (text.Length is 0 or > Longest || SchemeAndRest().Match(text) is not { Success: true } parts || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
            return $"must be a scheme, a host and perhaps a port, such as https://app.example.com, of at most {Longest} characters";
        if (uri.UserInfo.Length > 0)
            return "must not hold a user name or password";
        if (parts.Groups["rest"].Length > 0)
            return "must end with the host or port: no path, and no slash at the end (RFC 6454 6.2)";
        if (text.Any(char.IsUpper))
            return "must be in lower case, as browsers send it (RFC 6454 4)";
        if (!IsAllowedScheme(uri))
            return "must be https, http on loopback, or the scheme of a container for web applications, such as capacitor://localhost";
        return IsAsSent(text, uri) ? null : $"must be as browsers send it, which is {uri.GetLeftPart(UriPartial.Authority)} (RFC 6454 6.2)";
    }

    private static bool IsAllowedScheme(Uri uri) => uri.Scheme switch
    {
        "https" => true,
        "http" => uri.IsLoopback,
        "ftp" or "file" or "ws" or "wss" => false,
        _ => true,
    };

    /// <summary>A default port is left out, and an address of the Internet has one form only.</summary>
    private static bool IsAsSent(string text, Uri uri) =>
        uri.Scheme is not ("https" or "http") || string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.Ordinal);

    [GeneratedRegex("^[a-z][a-z0-9+.-]*://(?<authority>[^/?#\\s\\\\]+)(?<rest>[^\\s]*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SchemeAndRest();
}
