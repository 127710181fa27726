using IdentityEngine.Configuration;
using IdentityEngine.Hosting;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityEngine.Endpoints.Results;

/// <summary>The answer that goes to the client: what it asked for, or an error. Only for a request whose redirect URI was proven.</summary>
internal sealed class AuthorizeResult(ValidatedAuthorizeRequest request, AuthorizeResponse response) : EndpointResult<AuthorizeResult>
{
    internal ValidatedAuthorizeRequest Request { get; } = request;
    internal AuthorizeResponse Response { get; } = response;
}

/// <summary>
/// Writes it in the query or the fragment of a redirect (RFC 6749 4.1.2 and 4.1.2.1, OAuth 2.0 Multiple Response Type Encoding Practices
/// 2.1), or as a form that the browser posts, with the issuer in every one (RFC 9207 2).
/// </summary>
internal sealed class AuthorizeResultWriter(IdentityServerOptions options) : IHttpResponseWriter<AuthorizeResult>
{
    public Task WriteHttpResponse(AuthorizeResult result, HttpContext context)
    {
        var request = result.Request;
        var answer = ParametersOf(result);
        switch (request.ResponseMode)
        {
            case ResponseModes.FormPost:
                return FormPostPage.WriteAsync(context, request.RedirectUri, answer);
            case ResponseModes.Fragment:
                // A redirect URI has no fragment of its own (RFC 6749 3.1.2).
                BrowserRedirect.Write(context, request.RedirectUri + "#" + QueryHelpers.AddQueryString("", answer)[1..]);
                return Task.CompletedTask;
            default:
                BrowserRedirect.Write(context, QueryHelpers.AddQueryString(request.RedirectUri, answer));
                return Task.CompletedTask;
        }
    }

    private Dictionary<string, string?> ParametersOf(AuthorizeResult result)
    {
        var answer = new Dictionary<string, string?>(StringComparer.Ordinal);
        Add(OAuthParameters.Code, result.Response.Code);
        Add(OAuthParameters.IdToken, result.Response.IdentityToken);
        Add(OAuthParameters.Error, result.Response.Error);
        Add(OAuthParameters.ErrorDescription, result.Response.ErrorDescription);
        Add(AuthorizeParameters.State, result.Request.State);
        Add(AuthorizeParameters.SessionState, result.Response.Error is null ? SessionState.Of(result.Request) : null);
        if (options.EmitIssuerIdentificationResponseParameter)
        {
            Add(JwtClaimTypes.Issuer, result.Request.IssuerName);
        }

        return answer;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                answer.Add(name, value);
            }
        }
    }
}
