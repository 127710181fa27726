using System.Net;
using IdentityEngine.Endpoints.Results;
using IdentityEngine.Hosting;
using IdentityEngine.Models;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Endpoints;

/// <summary>The introspection endpoint (RFC 7662 2), for API resources and for clients that authenticate.</summary>
internal sealed class IntrospectionEndpoint(
    IApiSecretValidator apis,
    IIntrospectionRequestValidator requests,
    IIntrospectionResponseGenerator responses,
    ILogger<IntrospectionEndpoint> logger) : IEndpointHandler
{
    public async Task<IEndpointResult?> ProcessAsync(HttpContext context)
    {
        if (FormRequest.Refuse(context) is { } refusal)
        {
            return refusal;
        }

        ResponseHeaders.ForbidCaching(context.Response);
        var ct = context.RequestAborted;
        var api = await apis.ValidateAsync(context, ct);
        Client? client = null;
        if (api.IsError)
        {
            // Made only now: where APIs ask, nobody needs what it needs.
            var clients = context.RequestServices.GetRequiredService<IClientSecretValidator>();
            var caller = await clients.ValidateAsync(context, ct);
            // RFC 7662 2.1 demands authorization, so that nobody scans for tokens: a public client proves nothing.
            if (caller.IsError || !caller.Client!.RequireClientSecret)
            {
                // Who failed to authenticate was said already.
                if (!caller.IsError)
                {
                    Log.IntrospectionCallerIsPublic(logger, caller.Client!.ClientId);
                }

                context.Response.Headers.WWWAuthenticate = Challenges.Basic;
                return new StatusCodeResult(HttpStatusCode.Unauthorized);
            }

            client = caller.Client;
        }

        var request = await requests.ValidateAsync(
            new IntrospectionRequestValidationContext
            {
                Form = await FormRequest.ReadAsync(context.Request, ct),
                Api = api.IsError ? null : api.Resource,
                Client = client,
            },
            ct);
        if (request.IsError)
        {
            return new BadRequestResult(request.Error);
        }

        return new IntrospectionResult(await responses.ProcessAsync(request, ct));
    }
}
