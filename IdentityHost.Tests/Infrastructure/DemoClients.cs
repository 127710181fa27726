namespace IdentityHost.Tests.Infrastructure;

/// <summary>The demonstration's web applications, as the relying party plays them.</summary>
public static class DemoClients
{
    /// <summary>Asks for no consent; reference tokens.</summary>
    public static readonly RelyingClient WebApp = new(Demo.WebAppId, Demo.WebAppSecret, "openid profile " + Demo.WebAppScopes);

    /// <summary>Asks for consent, has refresh tokens and both logout channels.</summary>
    public static readonly RelyingClient Photos = new(Demo.PhotosId, Demo.PhotosSecret, "openid profile email user.read offline_access");

    /// <summary>Asks for no consent; JWT access tokens.</summary>
    public static readonly RelyingClient JwtApp = new(Demo.JwtAppId, Demo.JwtAppSecret, "openid profile user.read offline_access");
}
