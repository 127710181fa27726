namespace IdentityHost.Migrations.Seeding.Validation;

/// <summary>The addresses of a client that people or this server visit, other than redirect URIs.</summary>
internal static class ClientUri
{
    private const int Longest = 2000;

    /// <summary>A page about the client, which a person may follow from the consent page.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    internal static string? PageProblem(string text) => Problem(text, loopback: true);

    /// <summary>A picture on the consent page, which a browser shows there only when it comes over https.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    internal static string? LogoProblem(string text) => Problem(text, loopback: false);

    /// <summary>OpenID Connect Front-Channel Logout 1.0 section 2, Back-Channel Logout 1.0 section 2.2.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    internal static string? LogoutProblem(string text) =>
        text.Contains('#', StringComparison.Ordinal) ? "must not have a fragment (OpenID Connect Back-Channel Logout 1.0 2.2)" : Problem(text, loopback: true);

    private static string? Problem(string text, bool loopback)
    {
        if (text.Length > Longest || text.Any(char.IsWhiteSpace) || text.StartsWith('/') || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
            return $"must be an absolute URI of at most {Longest} characters";
        if (text.Any(c => !char.IsAscii(c)))
            return "must be in ASCII: percent-encoded, host names in Punycode (RFC 3986 2)";
        if (uri.UserInfo.Length > 0)
            return "must not hold a user name or password";
        if (uri.Scheme == Uri.UriSchemeHttps && uri.Host.Length > 0)
            return null;
        if (!loopback)
            return "must be https";
        return uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback ? null : "must be https, or http on loopback";
    }
}
