namespace IdentityEngine.Models;

/// <summary>Values of <c>grant_type</c>.</summary>
public static class GrantType
{
    public const string AuthorizationCode = "authorization_code";
    /// <summary>No value of <c>grant_type</c>, but of a client's setting: the response type <c>code id_token</c>.</summary>
    public const string Hybrid = "hybrid";
    public const string ClientCredentials = "client_credentials";
    /// <summary>RFC 8628.</summary>
    public const string DeviceFlow = "urn:ietf:params:oauth:grant-type:device_code";
    public const string RefreshToken = "refresh_token";
}
