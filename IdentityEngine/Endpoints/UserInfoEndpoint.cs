using System.Net;
using IdentityEngine.Endpoints.Results;
using IdentityEngine.Hosting;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints;

/// <summary>
/// The claims about the user of an access token (OpenID Connect Core 5.3): GET and POST, for a bearer of a user's token with the scope
/// <c>openid</c>.
/// </summary>
internal sealed class UserInfoEndpoint(ITokenValidator tokens, UserInfoResponseGenerator responses) : IEndpointHandler
{
    public async Task<IEndpointResult?> ProcessAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, POST";
            return new StatusCodeResult(HttpStatusCode.MethodNotAllowed);
        }

        ResponseHeaders.ForbidCaching(context.Response);
        var ct = context.RequestAborted;
        var bearer = await BearerToken.ReadAsync(context.Request, ct);
        if (bearer.Token is null)
        {
            return bearer.IsMalformed ? BearerErrorResult.InvalidRequest : BearerErrorResult.NoToken;
        }

        var token = await tokens.ValidateAccessTokenAsync(bearer.Token, StandardScopes.OpenId, ct);
        if (token.IsError)
        {
            return token.Error == OAuthErrors.InsufficientScope
                ? BearerErrorResult.InsufficientScope(StandardScopes.OpenId)
                : BearerErrorResult.InvalidToken;
        }

        // A client's own token has no user, whatever its scope.
        return TokenOwner.OfUser(token.Claims!) is not null
            ? new UserInfoResult(await responses.CreateAsync(token, ct))
            : BearerErrorResult.InvalidToken;
    }
}
