namespace IdentityEngine;

/// <summary>The errors of the authorization endpoint (RFC 6749 4.1.2.1, OpenID Connect Core 3.1.2.6), with what anybody may read.</summary>
internal static class AuthorizeErrors
{
    /// <summary>OpenID Connect Core Error Code unmet_authentication_requirements.</summary>
    public const string UnmetAuthenticationRequirements = "unmet_authentication_requirements";

    public static readonly OAuthError ClientIdUnusable = new(OAuthErrors.InvalidRequest, "client_id is missing or malformed.");
    public static readonly OAuthError ClientUnusable = new(OAuthErrors.UnauthorizedClient, "The client is unknown or disabled.");
    public static readonly OAuthError RedirectUriMissing = new(OAuthErrors.InvalidRequest, "redirect_uri is missing.");
    public static readonly OAuthError RedirectUriUnknown =
        new(OAuthErrors.InvalidRequest, "redirect_uri is not one of the client's registered addresses.");
    public static readonly OAuthError RequestTooLong = new(OAuthErrors.InvalidRequest, "The request is too long.");
    public static readonly OAuthError ResponseTypeMissing = new(OAuthErrors.InvalidRequest, "response_type is missing.");
    public static readonly OAuthError ResponseTypeUnsupported =
        new(OAuthErrors.UnsupportedResponseType, "The supported values of response_type are: code, code id_token.");
    public static readonly OAuthError ResponseModeUnsupported =
        new(OAuthErrors.InvalidRequest, "response_mode is unknown, or query for a response that holds a token.");
    public static readonly OAuthError GrantTypeNotAllowed =
        new(OAuthErrors.UnauthorizedClient, "The client may not use the grant type of this response_type.");
    public static readonly OAuthError RequestObject = new(OAuthErrors.RequestNotSupported, "request is not supported.");
    public static readonly OAuthError RequestUri = new(OAuthErrors.RequestUriNotSupported, "request_uri is not supported.");
    public static readonly OAuthError CodeChallengeMissing = new(OAuthErrors.InvalidRequest, "code_challenge is missing.");
    public static readonly OAuthError CodeChallengeMethodUnsupported =
        new(OAuthErrors.InvalidRequest, "code_challenge_method is unknown or not allowed for this client; use S256.");
    public static readonly OAuthError CodeChallengeNotS256 =
        new(OAuthErrors.InvalidRequest, "code_challenge for S256 is the base64url of a SHA-256 hash: 43 characters of A-Z a-z 0-9 - _ without padding.");
    public static readonly OAuthError CodeChallengeNotPlain =
        new(OAuthErrors.InvalidRequest, "code_challenge for plain is the code_verifier: 43 to 128 printable ASCII characters.");
    public static readonly OAuthError ScopeMissing = new(OAuthErrors.InvalidScope, "scope is missing.");
    public static readonly OAuthError ScopeNotAllowed =
        new(OAuthErrors.InvalidScope, "A requested scope is unknown or not allowed for this client.");
    public static readonly OAuthError OpenIdScopeMissing =
        new(OAuthErrors.InvalidScope, "A scope about the user's identity, or an ID token, needs the scope openid.");
    public static readonly OAuthError NonceMissing = new(OAuthErrors.InvalidRequest, "nonce is missing, which this response_type needs.");
    public static readonly OAuthError NonceTooLong = new(OAuthErrors.InvalidRequest, "nonce is too long.");
    public static readonly OAuthError PromptUnknown = new(OAuthErrors.InvalidRequest, "prompt has an unknown value.");
    public static readonly OAuthError PromptNoneCombined =
        new(OAuthErrors.InvalidRequest, "prompt=none can't be combined with another value.");
    public static readonly OAuthError MaxAgeMalformed = new(OAuthErrors.InvalidRequest, "max_age is not a number of seconds.");
    public static readonly OAuthError LoginRequired = new(OAuthErrors.LoginRequired, "The user has to sign in first.");
    public static readonly OAuthError ConsentRequired = new(OAuthErrors.ConsentRequired, "The user's consent is needed.");
}
