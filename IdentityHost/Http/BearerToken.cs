namespace IdentityHost.Http;

internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>
    /// The token in the Authorization header (RFC 6750 2.1; the scheme's case does not matter, RFC 9110 11.1). Another scheme, or several
    /// headers, is no bearer token.
    /// </summary>
    public static string? Read(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var token = header[Scheme.Length..].Trim();
        return token.Length == 0 ? null : token;
    }
}
