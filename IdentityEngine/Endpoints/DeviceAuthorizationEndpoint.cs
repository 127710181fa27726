using IdentityEngine.Endpoints.Results;
using IdentityEngine.Hosting;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints;

/// <summary>The device authorization endpoint (RFC 8628 3.1).</summary>
internal sealed class DeviceAuthorizationEndpoint(
    IClientSecretValidator clients, DeviceAuthorizationRequestValidator requests, DeviceAuthorizationResponseGenerator responses) : IEndpointHandler
{
    public async Task<IEndpointResult?> ProcessAsync(HttpContext context)
    {
        if (FormRequest.Refuse(context) is { } refusal)
            return refusal;

        ResponseHeaders.ForbidCaching(context.Response);
        var ct = context.RequestAborted;
        var caller = await clients.ValidateAsync(context, ct);
        if (caller.IsError)
            return Error(caller.Error ?? OAuthErrors.InvalidClient, caller.ErrorDescription);

        var parameters = await FormRequest.ReadParametersAsync(context.Request, ct);
        var (resources, error) = await requests.ValidateAsync(parameters, caller.Client!, ct);
        return error is null
            ? new DeviceAuthorizationResult(await responses.ProcessAsync(caller.Client!, resources!, ct))
            : Error(error.Code, error.Description);
    }

    private static TokenErrorResult Error(string code, string? description) =>
        new(new TokenErrorResponse { Error = code, ErrorDescription = description });
}
