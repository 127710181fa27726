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

    public const string ApiResource = "messages-api";
    public const string ApiResourceSecret = "messages-api-secret";

    public const string User = "alice";
    public const string Password = "Alice-1234";
    public const string Subject = "1";
    public const string IntrospectionId = "87f96b2f-bb5d-446a-8fce-b37a9508561b";
}
