using IdentityEngine.Endpoints.Results;
using IdentityEngine.Hosting;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Services;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints;

/// <summary>The metadata of the server (OpenID Connect Discovery 1.0 section 4, RFC 8414 section 3).</summary>
internal sealed class DiscoveryEndpoint(
    IDiscoveryResponseGenerator generator, IServerUrls urls, IIssuerNameService issuerNames) : IEndpointHandler
{
    public async Task<IEndpointResult?> ProcessAsync(HttpContext context)
    {
        if (GetRequest.Refuse(context) is { } refusal)
            return refusal;

        var issuer = await issuerNames.GetCurrentAsync(context.RequestAborted);
        var document = await generator.CreateDiscoveryDocumentAsync(urls.BaseUrl, issuer, context.RequestAborted);
        return new DiscoveryDocumentResult(document);
    }
}
