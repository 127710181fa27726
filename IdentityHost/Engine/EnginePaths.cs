using System.Collections.Frozen;

namespace IdentityHost.Engine;

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
    public const string CheckSession = "/connect/checksession";
    public const string WellKnown = "/.well-known";
    public const string Discovery = "/.well-known/openid-configuration";
    public const string Keys = "/.well-known/openid-configuration/jwks";
    public const string OAuthMetadata = "/.well-known/oauth-authorization-server";

    /// <summary>Where the engine finds the endpoint of Passport's introspection; <c>PassportRoutes</c> leads the configured route here.</summary>
    public const string PassportIntrospection = "/passport/introspect";

    /// <summary>Each of the engine's own that a request can ask for.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Token, Authorize, AuthorizeCallback, DeviceAuthorization, UserInfo, EndSession, EndSessionCallback, Introspection, Revocation, CheckSession,
        Discovery, Keys, OAuthMetadata,
    ];

    private static readonly FrozenSet<string> OfPrograms = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        Token, DeviceAuthorization, UserInfo, Introspection, Revocation, PassportIntrospection);

    private static readonly FrozenSet<string> PublicDocuments = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, Discovery, Keys, OAuthMetadata);

    // Introspection is not for them: who asks there has a secret, which a page can't keep. The pages of people are visited, not asked.
    private static readonly FrozenSet<string> OfBrowserApplications = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, Token, UserInfo, Revocation, DeviceAuthorization);

    /// <summary>Whether programs ask there, which show who they are in the request itself and never by a session.</summary>
    public static bool IsForPrograms(PathString path) => path.Value is { } value && OfPrograms.Contains(value);

    /// <summary>Whether everybody may read what is there: it is the same for all, and no secret.</summary>
    public static bool IsPublicDocument(PathString path) => path.Value is { } value && PublicDocuments.Contains(value);

    /// <summary>Whether applications that run in a browser ask there by script.</summary>
    public static bool IsForBrowserApplications(PathString path) => path.Value is { } value && OfBrowserApplications.Contains(value);

    /// <summary>Whether an endpoint tells about a token that somebody presents, and does nothing else.</summary>
    public static bool LooksAtTokens(PathString path) =>
        path == Introspection || path == UserInfo || path == PassportIntrospection;
}
