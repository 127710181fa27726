using System.Net;
using IdentityEngine.Endpoints.Results;
using IdentityEngine.Events;
using IdentityEngine.Hosting;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Endpoints;

/// <summary>The revocation endpoint (RFC 7009 2), for confidential and public clients.</summary>
internal sealed class TokenRevocationEndpoint(
    IClientSecretValidator clients,
    ITokenRevocationRequestValidator requests,
    ITokenRevocationResponseGenerator responses,
    IEventService events,
    ILogger<TokenRevocationEndpoint> logger) : IEndpointHandler
{
    public async Task<IEndpointResult?> ProcessAsync(HttpContext context)
    {
        if (FormRequest.Refuse(context) is { } refusal)
        {
            return refusal;
        }

        ResponseHeaders.ForbidCaching(context.Response);
        var ct = context.RequestAborted;
        var caller = await clients.ValidateAsync(context, ct);
        if (caller.IsError)
        {
            return Error(caller.Error ?? OAuthErrors.InvalidClient, caller.ErrorDescription);
        }

        var parameters = await FormRequest.ReadParametersAsync(context.Request, ct);
        var request = await requests.ValidateRequestAsync(parameters, caller.Client, ct);
        if (request.IsError)
        {
            return Error(request.Error ?? OAuthErrors.InvalidRequest, request.ErrorDescription);
        }

        var response = await responses.ProcessAsync(request, ct);
        Log.Revocation(logger, caller.Client!.ClientId, response.Success, response.Error ?? "none");
        if (!string.IsNullOrEmpty(response.Error))
        {
            return Error(response.Error, null);
        }

        if (response.Success && events.CanRaiseEventType(EventTypes.Success))
        {
            await events.RaiseAsync(new TokenRevokedSuccessEvent(request, caller.Client), ct);
        }

        return new StatusCodeResult(HttpStatusCode.OK);
    }

    // RFC 7009 2.2.1: errors look as at the token endpoint.
    private static TokenErrorResult Error(string code, string? description) =>
        new(new TokenErrorResponse { Error = code, ErrorDescription = description });
}
