namespace IdentityHost.Migrations.Seeding.Validation;

/// <summary>Which redirect URIs a client may register: RFC 6749 3.1.2, RFC 8252 7 and 8.4, RFC 9700 2.1.</summary>
internal static class RedirectUri
{
    /// <returns>What is wrong with it, or null.</returns>
    internal static string? Problem(string text)
    {
        if (text.Length is 0 or > 400)
            return "must be an absolute URI of at most 400 characters";
        if (text.Contains('*', StringComparison.Ordinal))
            return "must not contain '*': redirect URIs are compared as they are (RFC 9700 2.1)";
        if (text.Any(char.IsWhiteSpace) || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || text.StartsWith('/'))
            return "must be an absolute URI of at most 400 characters";
        if (text.Any(c => !char.IsAscii(c)))
            return "must be in ASCII: percent-encoded, host names in Punycode (RFC 3986 2)";
        if (text.Contains('#', StringComparison.Ordinal))
            return "must not have a fragment (RFC 6749 3.1.2)";
        if (uri.UserInfo.Length > 0)
            return "must not hold a user name or password";
        return IsAllowedScheme(uri) ? null : "must be https, loopback http or a private-use scheme (RFC 8252)";
    }

    private static bool IsAllowedScheme(Uri uri) => uri.Scheme switch
    {
        "https" => uri.Host.Length > 0,
        "http" => uri.IsLoopback,

        // A private-use scheme is a reversed domain name, so it has a dot (RFC 8252 7.1): javascript: and data: have none.
        var scheme => scheme.Contains('.', StringComparison.Ordinal),
    };
}
