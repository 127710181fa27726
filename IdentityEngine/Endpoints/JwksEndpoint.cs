using IdentityEngine.Endpoints.Results;
using IdentityEngine.Hosting;
using IdentityEngine.ResponseHandling;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints;

/// <summary>The public keys (RFC 7517 section 5).</summary>
internal sealed class JwksEndpoint(IDiscoveryResponseGenerator generator) : IEndpointHandler
{
    public async Task<IEndpointResult?> ProcessAsync(HttpContext context) =>
        GetRequest.Refuse(context)
        ?? (IEndpointResult)new JsonWebKeysResult(await generator.CreateJwkDocumentAsync(context.RequestAborted));
}
