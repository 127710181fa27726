using IdentityHost.Passport;

namespace IdentityHost.Hosting;

/// <summary>The engine's fixed paths.</summary>
internal static class EnginePaths
{
    public const string Prefix = "/connect";
    public const string Token = "/connect/token";
    public const string Authorize = "/connect/authorize";
    public const string AuthorizeCallback = "/connect/authorize/callback";
    public const string DeviceAuthorization = "/connect/deviceauthorization";
    public const string UserInfo = "/connect/userinfo";
    public const string EndSession = "/connect/endsession";
    public const string EndSessionCallback = "/connect/endsession/callback";
    public const string Introspection = "/connect/introspect";
    public const string Revocation = "/connect/revocation";
    public const string WellKnown = "/.well-known";

    /// <summary>Whether an endpoint tells about a token that somebody presents, and does nothing else.</summary>
    public static bool LooksAtTokens(PathString path) =>
        path == Introspection || path == UserInfo || path == PassportIntrospectionEndpoint.InternalPath;
}
