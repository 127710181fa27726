namespace IdentityHost.Tests.Infrastructure;

/// <summary>The demonstration's web applications, as the relying party plays them.</summary>
public static class DemoClients
{
    /// <summary>Asks for no consent; reference tokens.</summary>
    public static readonly RelyingClient WebApp = new(Demo.WebAppId, Demo.WebAppSecret, "openid profile " + Demo.WebAppScopes);
}
