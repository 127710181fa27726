using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>The checks of an authorization request that need nothing but the request and its client. Null means that it holds.</summary>
internal static class AuthorizeRequestChecks
{
    internal const string OpenIdConnectProtocol = "oidc";

    /// <summary>
    /// Characters of the request as a query string. Twice encoded (as the return URL inside the sign-in page's address) it must
    /// still fit the 8 KiB that web servers allow for a request line.
    /// </summary>
    private const int MaximumLength = 4000;

    private const int MaximumStateLength = 2000;

    /// <summary>An S256 challenge is the unpadded base64url of 32 bytes (RFC 7636 4.2).</summary>
    private const int S256ChallengeLength = 43;

    /// <summary>RFC 9700 2.1: exact string matching, and no second try by rules about hosts, ports, case or trailing slashes.</summary>
    internal static OAuthError? CheckRedirectUri(ValidatedAuthorizeRequest request)
    {
        var redirectUri = request.Raw[OAuthParameters.RedirectUri];
        if (string.IsNullOrEmpty(redirectUri) || redirectUri.Length > request.Options.InputLengthRestrictions.RedirectUri)
        {
            return AuthorizeErrors.RedirectUriUnusable;
        }

        // RFC 6749 3.1.2: no fragment. A registered one would swallow the answer's parameters.
        // Beyond ASCII it is no URI (RFC 3986 2), and no header Location can hold it.
        if (redirectUri.Contains('#', StringComparison.Ordinal)
            || redirectUri.AsSpan().ContainsAnyExceptInRange(' ', '~')
            || !request.Client.RedirectUris.Contains(redirectUri, StringComparer.Ordinal))
        {
            return AuthorizeErrors.RedirectUriUnknown;
        }

        request.RedirectUri = redirectUri;
        request.ResponseMode = AuthorizeParameters.QueryMode;
        return null;
    }

    internal static OAuthError? CheckState(ValidatedAuthorizeRequest request)
    {
        var state = request.Raw[AuthorizeParameters.State];
        if (state is { Length: > MaximumStateLength })
        {
            return AuthorizeErrors.StateTooLong;
        }

        request.State = state;
        return null;
    }

    internal static OAuthError? CheckResponseType(ValidatedAuthorizeRequest request)
    {
        var responseType = request.Raw[AuthorizeParameters.ResponseType];
        if (string.IsNullOrEmpty(responseType))
        {
            return AuthorizeErrors.ResponseTypeMissing;
        }

        if (responseType != OAuthParameters.Code)
        {
            return AuthorizeErrors.ResponseTypeUnsupported;
        }

        if (!request.Client.AllowedGrantTypes.Contains(GrantType.AuthorizationCode))
        {
            return AuthorizeErrors.GrantTypeNotAllowed;
        }

        request.ResponseType = responseType;
        return null;
    }

    internal static OAuthError? CheckResponseMode(ValidatedAuthorizeRequest request) =>
        request.Raw[AuthorizeParameters.ResponseMode] is null or "" or AuthorizeParameters.QueryMode
            ? null
            : AuthorizeErrors.ResponseModeUnsupported;

    /// <summary>OpenID Connect Core 3.1.2.6 names an error for each parameter whose silent omission would change the request's meaning.</summary>
    internal static OAuthError? CheckUnsupportedParameters(ValidatedAuthorizeRequest request)
    {
        if (!string.IsNullOrEmpty(request.Raw[AuthorizeParameters.Request]))
        {
            return AuthorizeErrors.RequestObject;
        }

        return string.IsNullOrEmpty(request.Raw[AuthorizeParameters.RequestUri]) ? null : AuthorizeErrors.RequestUri;
    }

    internal static OAuthError? CheckLength(ValidatedAuthorizeRequest request) =>
        AuthorizeParameters.ToQueryOfClient(request.Raw).Length <= MaximumLength
            ? null
            : AuthorizeErrors.RequestTooLong;

    /// <summary>RFC 7636 4.3 and 4.4.1. An absent method means <c>plain</c>, which is not accepted (RFC 9700 2.1.1).</summary>
    internal static OAuthError? CheckCodeChallenge(ValidatedAuthorizeRequest request)
    {
        var challenge = request.Raw[AuthorizeParameters.CodeChallenge];
        var method = request.Raw[AuthorizeParameters.CodeChallengeMethod];
        if (string.IsNullOrEmpty(challenge))
        {
            return request.Client.RequirePkce || !string.IsNullOrEmpty(method)
                ? AuthorizeErrors.CodeChallengeMissing
                : null;
        }

        if (method != ProofKey.S256)
        {
            return AuthorizeErrors.CodeChallengeMethodUnsupported;
        }

        if (challenge.Length != S256ChallengeLength || !challenge.All(IsBase64Url))
        {
            return AuthorizeErrors.CodeChallengeMalformed;
        }

        request.CodeChallenge = challenge;
        request.CodeChallengeMethod = method;
        return null;
    }

    private static bool IsBase64Url(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
