namespace IdentityEngine;

/// <summary>
/// The error codes that this engine sends: the one place where they are spelled. What a client may read about an error is
/// an <see cref="OAuthError"/>; what only the log may say is passed to the log.
/// </summary>
internal static class OAuthErrors
{
    // RFC 6749 4.1.2.1 and 5.2
    public const string InvalidRequest = "invalid_request";
    public const string InvalidClient = "invalid_client";
    public const string InvalidGrant = "invalid_grant";
    public const string UnauthorizedClient = "unauthorized_client";
    public const string UnsupportedGrantType = "unsupported_grant_type";
    public const string UnsupportedResponseType = "unsupported_response_type";
    public const string InvalidScope = "invalid_scope";
    public const string AccessDenied = "access_denied";
    public const string TemporarilyUnavailable = "temporarily_unavailable";

    // OpenID Connect Core 3.1.2.6
    public const string InteractionRequired = "interaction_required";
    public const string LoginRequired = "login_required";
    public const string AccountSelectionRequired = "account_selection_required";
    public const string ConsentRequired = "consent_required";
    public const string RequestNotSupported = "request_not_supported";
    public const string RequestUriNotSupported = "request_uri_not_supported";

    // RFC 6750 3.1
    public const string InvalidToken = "invalid_token";
    public const string InsufficientScope = "insufficient_scope";

    // RFC 8628 3.5
    public const string AuthorizationPending = "authorization_pending";
    public const string SlowDown = "slow_down";
    public const string ExpiredToken = "expired_token";

    // RFC 8707 2
    public const string InvalidTarget = "invalid_target";

    // RFC 7009 2.2.1
    public const string UnsupportedTokenType = "unsupported_token_type";

    // Not registered anywhere: the contract's answer to an introspection request without a token.
    public const string MissingToken = "missing_token";

    public static readonly OAuthError ClientAuthenticationFailed = new(InvalidClient);
    public static readonly OAuthError SeveralAuthenticationMethods =
        new(InvalidRequest, "Use one method of client authentication, not several.");
    public static readonly OAuthError ClientIdMismatch =
        new(InvalidRequest, "client_id is not the client that authenticated.");
    public static readonly OAuthError GrantTypeMissing = new(InvalidRequest, "grant_type is missing.");
    public static readonly OAuthError GrantTypeUnsupported = new(UnsupportedGrantType);
    public static readonly OAuthError GrantTypeNotAllowed = new(UnauthorizedClient, "The client may not use this grant type.");
    public static readonly OAuthError ConfidentialClientRequired =
        new(UnauthorizedClient, "The grant type is for clients that authenticate.");
    public static readonly OAuthError ScopeTooLong = new(InvalidScope, "scope is longer than the scopes of any client.");
    public static readonly OAuthError ScopeUnusable = new(InvalidScope);
    public static readonly OAuthError NoScope = new(InvalidScope, "No scope was requested and the client has no default.");
    public static readonly OAuthError ResourceMalformed =
        new(InvalidTarget, "resource is an absolute URI without a fragment (RFC 8707 2).");
    public static readonly OAuthError ResourceUnusable =
        new(InvalidTarget, "resource is not one of the APIs to which the requested scopes give access.");
    public static readonly OAuthError IdentityScopeWithoutUser =
        new(InvalidScope, "A scope that describes a user needs a user.");
    public static readonly OAuthError NoCommonSigningAlgorithm =
        new(InvalidScope, "The APIs of these scopes share no signing algorithm; ask for them one by one.");
    public static readonly OAuthError CodeMissing = new(InvalidRequest, "code is missing.");
    // One answer for a code that is unknown, expired, used or another client's: telling them apart would help only a thief.
    public static readonly OAuthError CodeUnusable = new(InvalidGrant);
    public static readonly OAuthError RedirectUriMissing = new(InvalidRequest, "redirect_uri is missing.");
    public static readonly OAuthError RedirectUriMismatch =
        new(InvalidGrant, "redirect_uri is not that of the authorization request.");
    public static readonly OAuthError CodeVerifierLength =
        new(InvalidGrant, "code_verifier has 43 to 128 characters (RFC 7636 4.1).");
    public static readonly OAuthError CodeVerifierWrong = new(InvalidGrant, "code_verifier is missing or wrong.");
    public static readonly OAuthError DeviceCodeMissing = new(InvalidRequest, "device_code is missing.");
    public static readonly OAuthError DeviceCodeExpired = new(ExpiredToken);
    public static readonly OAuthError DevicePending = new(AuthorizationPending);
    public static readonly OAuthError DeviceTooFast = new(SlowDown);
    public static readonly OAuthError DeviceDenied = new(AccessDenied);
    public static readonly OAuthError RefreshTokenMissing = new(InvalidRequest, "refresh_token is missing.");
    // As for codes: one answer, whatever the reason is.
    public static readonly OAuthError RefreshTokenUnusable = new(InvalidGrant);
    public static readonly OAuthError ScopeBeyondGrant = new(InvalidScope, "scope asks for more than was granted.");
    public static readonly OAuthError TokenMissing = new(InvalidRequest, "token is missing.");
}

/// <summary>An error as the client reads it.</summary>
/// <param name="Code">One of the codes of <see cref="OAuthErrors"/>.</param>
/// <param name="Description">What the client's developer may know, or null.</param>
internal sealed record OAuthError(string Code, string? Description = null);
