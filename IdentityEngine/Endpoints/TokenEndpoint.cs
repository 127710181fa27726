using IdentityEngine.Endpoints.Results;
using IdentityEngine.Events;
using IdentityEngine.Hosting;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Endpoints;

/// <summary>The token endpoint (RFC 6749 3.2).</summary>
internal sealed class TokenEndpoint(
    IClientSecretValidator clients,
    TokenRequestValidator requests,
    ITokenResponseGenerator responses,
    IEventService events,
    ILogger<TokenEndpoint> logger) : IEndpointHandler
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
        var request = await requests.ValidateAsync(parameters, caller, ct);
        if (request.IsError)
        {
            if (events.CanRaiseEventType(EventTypes.Failure))
            {
                await events.RaiseAsync(new TokenIssuedFailureEvent(request), ct);
            }

            return Error(request.Error ?? OAuthErrors.InvalidRequest, request.ErrorDescription, request.CustomResponse);
        }

        var response = await responses.ProcessAsync(request, ct);
        Log.TokenIssued(logger, request.ValidatedRequest.Client.ClientId, request.ValidatedRequest.GrantType, response.Scope);
        if (events.CanRaiseEventType(EventTypes.Success))
        {
            await events.RaiseAsync(new TokenIssuedSuccessEvent(response, request), ct);
        }

        return new TokenResult(response);
    }

    private static TokenErrorResult Error(string code, string? description, Dictionary<string, object>? custom = null) =>
        new(new TokenErrorResponse { Error = code, ErrorDescription = description, Custom = custom });
}
