using IdentityEngine.Configuration;
using IdentityEngine.Hosting;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

internal sealed class DiscoveryDocumentResult(Dictionary<string, object> entries) : EndpointResult<DiscoveryDocumentResult>
{
    internal Dictionary<string, object> Entries => entries;
}

internal sealed class DiscoveryDocumentResultWriter(IdentityServerOptions options) : IHttpResponseWriter<DiscoveryDocumentResult>
{
    public Task WriteHttpResponse(DiscoveryDocumentResult result, HttpContext context) =>
        CacheableJson.WriteAsync(context, options.Discovery.ResponseCacheInterval, json =>
        {
            foreach (var (name, value) in result.Entries)
                JsonResponse.WriteMember(json, name, value);
        });
}
