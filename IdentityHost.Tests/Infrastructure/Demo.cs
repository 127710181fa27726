namespace IdentityHost.Tests.Infrastructure;

/// <summary>The demonstration set (migrations/demo), which is in every test database.</summary>
public static class Demo
{
    /// <summary>"My Resource Server": client credentials, scope introspect, may introspect.</summary>
    public const string ResourceServerId = "2";
    public const string ResourceServerSecret = "resource-server-secret";

    /// <summary>"Web App": authorization code with PKCE, reference tokens.</summary>
    public const string WebAppId = "3";
    public const string WebAppSecret = "web-app-secret";
    public const string WebAppRedirectUri = "http://localhost:5002/callback";
    public const string WebAppScopes = "user.read messages.read";

    /// <summary>Client credentials, scope messages.read, may not introspect.</summary>
    public const string PlainClientId = "4";
    public const string PlainClientSecret = "plain-client-secret";

    /// <summary>"Notes": a native application, public, with consent and refresh tokens, JWT access tokens. Any loopback port (RFC 8252 7.3).</summary>
    public const string NotesId = "5";
    public const string NotesRedirectUri = "http://127.0.0.1/callback";
    public const string NotesScopes = "openid profile email offline_access user.read";

    /// <summary>"Photos": a web app with consent, refresh tokens, reference tokens, both logout channels; its tokens end with the session.</summary>
    public const string PhotosId = "6";
    public const string PhotosSecret = "photos-secret";
    public const string PhotosRedirectUri = "http://localhost:5003/callback";
    public const string PhotosPostLogoutRedirectUri = "http://localhost:5003/signed-out";
    public const string PhotosFrontChannelLogoutUri = "http://localhost:5003/front-channel-logout";
    public const string PhotosBackChannelLogoutUri = "http://localhost:5003/back-channel-logout";

    /// <summary>"TV": device flow, public, refresh tokens, reference tokens.</summary>
    public const string TvId = "7";

    /// <summary>"Session admin": client credentials for the scope identity.sessions.</summary>
    public const string SessionAdminId = "8";
    public const string SessionAdminSecret = "session-admin-secret";
    public const string SessionAdminScope = "identity.sessions";

    /// <summary>"JWT app": authorization code with refresh tokens, JWT access tokens, no consent.</summary>
    public const string JwtAppId = "9";
    public const string JwtAppSecret = "jwt-app-secret";
    public const string JwtAppRedirectUri = "http://localhost:5004/callback";

    public const string ApiResource = "messages-api";
    public const string ApiResourceSecret = "messages-api-secret";

    public const string User = "alice";
    public const string Password = "Alice-1234";
    public const string Subject = "1";
    public const string IntrospectionId = "87f96b2f-bb5d-446a-8fce-b37a9508561b";
    public const string Email = "alice@example.com";

    public const string OtherUser = "bob";
    public const string OtherPassword = "Bob-12345";
    public const string OtherSubject = "2";
    public const string OtherIntrospectionId = "0d9cbd0c-0a8f-4a5c-9ad5-2f0ed5ecbb1e";
    public const string OtherEmail = "bob@example.com";
}
