#nullable disable

namespace IdentityEngine.Models;

/// <summary>Values of <c>grant_type</c>.</summary>
public static class GrantType
{
    public const string AuthorizationCode = "authorization_code";
    public const string ClientCredentials = "client_credentials";
    /// <summary>RFC 8628.</summary>
    public const string DeviceFlow = "urn:ietf:params:oauth:grant-type:device_code";
}
