using System.Text.Json;
using IdentityEngine.Hosting;
using IdentityEngine.ResponseHandling;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

/// <summary>Writes an error as RFC 6749 5.2 has it: 401 with a challenge for invalid_client, else 400.</summary>
internal sealed class TokenErrorResultWriter : IHttpResponseWriter<TokenErrorResult>
{
    public Task WriteHttpResponse(TokenErrorResult result, HttpContext context)
    {
        var status = StatusCodes.Status400BadRequest;
        if (result.Response.Error == OAuthErrors.InvalidClient)
        {
            status = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = Challenges.Basic;
        }

        return JsonResponse.WriteAsync(context, status, result.Response, WriteMembers);
    }

    private static void WriteMembers(Utf8JsonWriter writer, TokenErrorResponse response)
    {
        writer.WriteString(OAuthParameters.Error, response.Error);
        if (!string.IsNullOrEmpty(response.ErrorDescription))
        {
            writer.WriteString(OAuthParameters.ErrorDescription, response.ErrorDescription);
        }

        foreach (var (name, value) in response.Custom ?? [])
        {
            if (name is not (OAuthParameters.Error or OAuthParameters.ErrorDescription))
            {
                JsonResponse.WriteMember(writer, name, value);
            }
        }
    }
}
