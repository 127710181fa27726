namespace IdentityEngine;

/// <summary>Where the endpoints are, below the base path.</summary>
internal static class ProtocolRoutePaths
{
    internal const string Authorize = "/connect/authorize";
    internal const string AuthorizeCallback = "/connect/authorize/callback";
    internal const string Token = "/connect/token";
    internal const string UserInfo = "/connect/userinfo";
    internal const string Introspection = "/connect/introspect";
    internal const string Revocation = "/connect/revocation";
    internal const string EndSession = "/connect/endsession";
    internal const string EndSessionCallback = "/connect/endsession/callback";
    internal const string CheckSession = "/connect/checksession";
    internal const string DeviceAuthorization = "/connect/deviceauthorization";
    internal const string Discovery = "/.well-known/openid-configuration";
    internal const string Jwks = "/.well-known/openid-configuration/jwks";
    internal const string OAuthMetadata = "/.well-known/oauth-authorization-server";
}
