namespace IdentityEngine;

/// <summary>Constants of the contract.</summary>
public static class IdentityServerConstants
{
    /// <summary>The identity provider (<c>idp</c>) of users who signed in at this server.</summary>
    public const string LocalIdentityProvider = "local";
    public const string DefaultCookieAuthenticationScheme = "idsrv";
    /// <summary>The cookie that OpenID Connect Session Management 1.0 watches.</summary>
    public const string DefaultCheckSessionCookieName = "idsrv.session";
    public const string AccessTokenAudience = "{0}resources";

    /// <summary>Kinds of presented credentials.</summary>
    public static class ParsedSecretTypes
    {
        public const string NoSecret = "NoSecret";
        public const string SharedSecret = "SharedSecret";
    }

    /// <summary>Kinds of stored secrets.</summary>
    public static class SecretTypes
    {
        /// <summary>The Base64 SHA-256 of the secret's UTF-8 bytes.</summary>
        public const string SharedSecret = "SharedSecret";
    }

    /// <summary>Values of <c>Type</c> in table PersistedGrants that this engine reads and writes.</summary>
    public static class PersistedGrantTypes
    {
        public const string AuthorizationCode = "authorization_code";
        public const string ReferenceToken = "reference_token";
        public const string RefreshToken = "refresh_token";
        public const string UserConsent = "user_consent";
        public const string DeviceCode = "device_code";
    }

    /// <summary>Names of the endpoints, as <c>AddEndpoint</c> takes them.</summary>
    public static class EndpointNames
    {
        public const string Authorize = "Authorize";
        public const string Token = "Token";
        public const string Discovery = "Discovery";
        public const string Jwks = "Jwks";
        public const string Introspection = "Introspection";
        public const string Revocation = "Revocation";
        public const string UserInfo = "Userinfo";
        public const string DeviceAuthorization = "DeviceAuthorization";
        public const string OAuthMetadata = "OAuthMetadata";
        public const string EndSession = "Endsession";
        public const string CheckSession = "Checksession";
    }

    /// <summary>Scopes of OpenID Connect Core 1.0 section 5.4.</summary>
    public static class StandardScopes
    {
        public const string OpenId = "openid";
        public const string Profile = "profile";
        public const string Email = "email";
        public const string Address = "address";
        public const string Phone = "phone";
        public const string OfflineAccess = "offline_access";
    }

    /// <summary>Who asks <see cref="Services.IProfileService.IsActiveAsync"/>.</summary>
    public static class ProfileIsActiveCallers
    {
        public const string AuthorizeEndpoint = "AuthorizeEndpoint";
        public const string AccessTokenValidation = "AccessTokenValidation";
        public const string RefreshTokenValidation = "RefreshTokenValidation";
        public const string AuthorizationCodeValidation = "AuthorizationCodeValidation";
        public const string DeviceCodeValidation = "DeviceCodeValidation";
    }

    /// <summary>Who asks <see cref="Services.IProfileService.GetProfileDataAsync"/>.</summary>
    public static class ProfileDataCallers
    {
        public const string UserInfoEndpoint = "UserInfoEndpoint";
        public const string ClaimsProviderIdentityToken = "ClaimsProviderIdentityToken";
        public const string ClaimsProviderAccessToken = "ClaimsProviderAccessToken";
    }

    /// <summary>Kinds of user codes of the device flow.</summary>
    public static class UserCodeTypes
    {
        /// <summary>Nine digits.</summary>
        public const string Numeric = "Numeric";
    }

    /// <summary>Values of <see cref="Models.Token.Type"/>.</summary>
    public static class TokenTypes
    {
        public const string IdentityToken = "id_token";
        public const string AccessToken = "access_token";
        public const string LogoutToken = "logout_token";
    }
}
