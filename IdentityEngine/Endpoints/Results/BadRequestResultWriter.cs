using System.Text.Json;
using IdentityEngine.Hosting;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

internal sealed class BadRequestResultWriter : IHttpResponseWriter<BadRequestResult>
{
    public Task WriteHttpResponse(BadRequestResult result, HttpContext context)
    {
        if (!string.IsNullOrEmpty(result.Error))
        {
            return JsonResponse.WriteAsync(context, StatusCodes.Status400BadRequest, result, WriteMembers);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        ResponseHeaders.ForbidCaching(context.Response);
        return Task.CompletedTask;
    }

    private static void WriteMembers(Utf8JsonWriter writer, BadRequestResult result)
    {
        writer.WriteString(OAuthParameters.Error, result.Error);
        if (!string.IsNullOrEmpty(result.ErrorDescription))
        {
            writer.WriteString(OAuthParameters.ErrorDescription, result.ErrorDescription);
        }
    }
}
