namespace IdentityHost.Migrations.Seeding.State;

/// <summary>The grant types that a client can be given.</summary>
internal static class GrantTypes
{
    internal const string ClientCredentials = "client_credentials";
    internal const string AuthorizationCode = "authorization_code";
    /// <summary>OpenID Connect's response type code id_token.</summary>
    internal const string Hybrid = "hybrid";
    internal const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";
}
