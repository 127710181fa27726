namespace IdentityEngine;

/// <summary>Names of claims: RFC 7519, RFC 9068, OpenID Connect Core 1.0, RFC 8176.</summary>
internal static class JwtClaimTypes
{
    internal const string Issuer = "iss";
    internal const string Subject = "sub";
    internal const string Audience = "aud";
    internal const string Expiration = "exp";
    internal const string NotBefore = "nbf";
    internal const string IssuedAt = "iat";
    internal const string JwtId = "jti";
    internal const string ClientId = "client_id";
    internal const string Scope = "scope";
    internal const string SessionId = "sid";
    internal const string Nonce = "nonce";
    internal const string AccessTokenHash = "at_hash";
    internal const string AuthorizationCodeHash = "c_hash";
    internal const string StateHash = "s_hash";
    internal const string AuthenticationTime = "auth_time";
    internal const string AuthenticationMethod = "amr";
    internal const string AuthenticationContextClassReference = "acr";
    internal const string IdentityProvider = "idp";
    internal const string Confirmation = "cnf";
    internal const string Name = "name";
    internal const string Role = "role";
    internal const string Events = "events";
}
