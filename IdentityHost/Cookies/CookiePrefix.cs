namespace IdentityHost.Cookies;

/// <summary>
/// Names of cookies under HTTPS (RFC 6265bis 4.1.3): a browser takes one that begins with <c>__Host-</c> from this very host over HTTPS only, so no
/// neighbour in the same domain can plant it. Below a path of a shared host, where a cookie keeps to that path, it is <c>__Secure-</c>. Over plain
/// HTTP, on loopback and in Development, browsers refuse both, and names have no prefix.
/// </summary>
internal static class CookiePrefix
{
    public const string Host = "__Host-";
    public const string Secure = "__Secure-";

    /// <returns>Null: cookies of this request have none.</returns>
    public static string? Of(HttpRequest request)
    {
        if (!request.IsHttps)
            return null;
        return request.PathBase.HasValue ? Secure : Host;
    }

    /// <summary>What a browser demands of a cookie with the prefix.</summary>
    public static void Demand(string prefix, CookieOptions options)
    {
        options.Secure = true;
        if (prefix != Host)
            return;
        options.Domain = null;
        options.Path = "/";
    }
}
