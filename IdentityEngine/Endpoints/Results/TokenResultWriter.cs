using System.Text.Json;
using IdentityEngine.Hosting;
using IdentityEngine.ResponseHandling;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

/// <summary>Writes what the token endpoint issued (RFC 6749 5.1).</summary>
internal sealed class TokenResultWriter : IHttpResponseWriter<TokenResult>
{
    public Task WriteHttpResponse(TokenResult result, HttpContext context) =>
        JsonResponse.WriteAsync(context, StatusCodes.Status200OK, result.Response, WriteMembers);

    private static void WriteMembers(Utf8JsonWriter writer, TokenResponse response)
    {
        if (response.IdentityToken is not null)
        {
            writer.WriteString(OAuthParameters.IdToken, response.IdentityToken);
        }

        writer.WriteString(OAuthParameters.AccessToken, response.AccessToken);
        writer.WriteString(OAuthParameters.TokenType, response.AccessTokenType);
        writer.WriteNumber(OAuthParameters.ExpiresIn, response.AccessTokenLifetime);
        if (!string.IsNullOrEmpty(response.RefreshToken))
        {
            writer.WriteString(OAuthParameters.RefreshToken, response.RefreshToken);
        }

        if (!string.IsNullOrEmpty(response.Scope))
        {
            writer.WriteString(OAuthParameters.Scope, response.Scope);
        }

        foreach (var (name, value) in response.Custom ?? [])
        {
            if (!IsReserved(name))
            {
                JsonResponse.WriteMember(writer, name, value);
            }
        }
    }

    private static bool IsReserved(string name) => name
        is OAuthParameters.IdToken or OAuthParameters.AccessToken or OAuthParameters.TokenType or OAuthParameters.ExpiresIn
        or OAuthParameters.Scope or OAuthParameters.Error or OAuthParameters.ErrorDescription or OAuthParameters.RefreshToken;
}
