#nullable disable

namespace IdentityEngine.Models;

/// <summary>Values of <c>grant_type</c>.</summary>
public static class GrantType
{
    public const string AuthorizationCode = "authorization_code";
    public const string ClientCredentials = "client_credentials";
    public const string RefreshToken = "refresh_token";
}
