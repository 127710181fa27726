namespace IdentityEngine;

/// <summary>Names of request and response parameters, as the RFCs register them.</summary>
internal static class OAuthParameters
{
    public const string ClientId = "client_id";
    public const string ClientSecret = "client_secret";
    public const string GrantType = "grant_type";
    public const string Scope = "scope";
    public const string Resource = "resource";
    public const string Code = "code";
    public const string RedirectUri = "redirect_uri";
    public const string CodeVerifier = "code_verifier";
    public const string DeviceCode = "device_code";
    public const string RefreshToken = "refresh_token";
    public const string Token = "token";
    public const string TokenTypeHint = "token_type_hint";

    public const string AccessToken = "access_token";
    public const string TokenType = "token_type";
    public const string ExpiresIn = "expires_in";
    public const string IdToken = "id_token";
    public const string Error = "error";
    public const string ErrorDescription = "error_description";
    public const string Active = "active";

    public const string Bearer = "Bearer";
}
