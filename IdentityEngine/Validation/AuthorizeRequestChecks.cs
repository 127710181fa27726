using IdentityEngine.Models;
using IdentityEngine.Services;

namespace IdentityEngine.Validation;

/// <summary>The checks of an authorization request that need nothing but the request and its client. Null means that it holds.</summary>
internal static class AuthorizeRequestChecks
{
    internal const string OpenIdConnectProtocol = "oidc";

    /// <summary>
    /// Characters of the request as a query string. Encoded once more (as the return URL inside the sign-in page's address, where a
    /// character takes up to five for three) it still fits the 64 KiB that the host allows for a request line.
    /// </summary>
    internal const int MaximumLength = 32 * 1024;

    internal static OAuthError? CheckRedirectUri(ValidatedAuthorizeRequest request)
    {
        var redirectUri = request.Raw[OAuthParameters.RedirectUri];
        if (string.IsNullOrEmpty(redirectUri))
        {
            return AuthorizeErrors.RedirectUriMissing;
        }

        // RFC 6749 3.1.2: no fragment. A registered one would swallow the answer's parameters.
        // Beyond ASCII it is no URI (RFC 3986 2), and no header Location can hold it.
        if (redirectUri.Contains('#', StringComparison.Ordinal)
            || redirectUri.AsSpan().ContainsAnyExceptInRange(' ', '~')
            || !RedirectUris.IsOneOf(request.Client, redirectUri))
        {
            return AuthorizeErrors.RedirectUriUnknown;
        }

        request.RedirectUri = redirectUri;
        // RFC 6749 4.1.2.1: from here on every answer repeats it, whatever else is wrong.
        request.State = request.Raw[AuthorizeParameters.State];
        request.ResponseMode = ResponseModes.Of(request.Raw[AuthorizeParameters.ResponseMode], request.Raw[AuthorizeParameters.ResponseType]);
        return null;
    }

    internal static OAuthError? CheckResponseType(ValidatedAuthorizeRequest request)
    {
        var responseType = request.Raw[AuthorizeParameters.ResponseType];
        if (string.IsNullOrEmpty(responseType))
        {
            return AuthorizeErrors.ResponseTypeMissing;
        }

        request.ResponseType = ResponseTypes.Find(responseType);
        if (request.ResponseType is null)
        {
            return AuthorizeErrors.ResponseTypeUnsupported;
        }

        request.GrantType = request.ResponseType == ResponseTypes.Code ? GrantType.AuthorizationCode : GrantType.Hybrid;
        return request.Client.AllowedGrantTypes.Contains(request.GrantType) ? null : AuthorizeErrors.GrantTypeNotAllowed;
    }

    /// <summary>An unknown mode, or a query that would have to hold a token.</summary>
    internal static OAuthError? CheckResponseMode(ValidatedAuthorizeRequest request) =>
        request.Raw[AuthorizeParameters.ResponseMode] is not { Length: > 0 } mode || mode == request.ResponseMode
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
}
