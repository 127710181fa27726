using IdentityEngine.Configuration;
using IdentityEngine.Hosting;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityEngine.Endpoints.Results;

/// <summary>The answer that goes to the client: a code, or an error. Only for a request whose redirect URI was proven.</summary>
internal sealed class AuthorizeResult : EndpointResult<AuthorizeResult>
{
    internal AuthorizeResult(ValidatedAuthorizeRequest request, string code)
    {
        Request = request;
        Code = code;
    }

    internal AuthorizeResult(ValidatedAuthorizeRequest request, string error, string? description)
    {
        Request = request;
        Error = error;
        ErrorDescription = description;
    }

    internal ValidatedAuthorizeRequest Request { get; }
    internal string? Code { get; }
    internal string? Error { get; }
    internal string? ErrorDescription { get; }
}

/// <summary>Writes it as a redirect (RFC 6749 4.1.2 and 4.1.2.1), with the issuer in every one (RFC 9207 2).</summary>
internal sealed class AuthorizeResultWriter(IdentityServerOptions options) : IHttpResponseWriter<AuthorizeResult>
{
    public Task WriteHttpResponse(AuthorizeResult result, HttpContext context)
    {
        var answer = new Dictionary<string, string?>(StringComparer.Ordinal);
        Add(answer, OAuthParameters.Code, result.Code);
        Add(answer, OAuthParameters.Error, result.Error);
        Add(answer, OAuthParameters.ErrorDescription, result.ErrorDescription);
        Add(answer, AuthorizeParameters.State, result.Request.State);
        Add(answer, AuthorizeParameters.SessionState, result.Code is null ? null : SessionState.Of(result.Request));
        if (options.EmitIssuerIdentificationResponseParameter)
        {
            Add(answer, JwtClaimTypes.Issuer, result.Request.IssuerName);
        }

        BrowserRedirect.Write(context, QueryHelpers.AddQueryString(result.Request.RedirectUri, answer));
        return Task.CompletedTask;
    }

    private static void Add(Dictionary<string, string?> answer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            answer.Add(name, value);
        }
    }
}
