using System.Text.Json;
using IdentityEngine.Hosting;
using IdentityEngine.ResponseHandling;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

/// <summary>The codes of a device (RFC 8628 3.2).</summary>
internal sealed class DeviceAuthorizationResult(DeviceAuthorizationResponse response) : EndpointResult<DeviceAuthorizationResult>
{
    internal DeviceAuthorizationResponse Response { get; } = response;
}

internal sealed class DeviceAuthorizationResultWriter : IHttpResponseWriter<DeviceAuthorizationResult>
{
    public Task WriteHttpResponse(DeviceAuthorizationResult result, HttpContext context) =>
        JsonResponse.WriteAsync(context, StatusCodes.Status200OK, result.Response, WriteMembers);

    private static void WriteMembers(Utf8JsonWriter writer, DeviceAuthorizationResponse response)
    {
        writer.WriteString(OAuthParameters.DeviceCode, response.DeviceCode);
        writer.WriteString("user_code", response.UserCode);
        writer.WriteString("verification_uri", response.VerificationUri);
        writer.WriteString("verification_uri_complete", response.VerificationUriComplete);
        writer.WriteNumber(OAuthParameters.ExpiresIn, response.Lifetime);
        writer.WriteNumber("interval", response.Interval);
    }
}
