using IdentityHost.Engine;
using IdentityHost.Memory;
using IdentityHost.RequestState;
using Microsoft.Extensions.Primitives;

namespace IdentityHost.Introspection;

/// <summary>Writes the answer of an introspection (RFC 7662 2.2); a signed one (RFC 9701) is the engine's to write.</summary>
internal sealed class IntrospectionAnswerWriter(Inner<IHttpResponseWriter<IntrospectionResult>> inner, IntrospectionRequest request)
    : IHttpResponseWriter<IntrospectionResult>
{
    private static readonly StringValues NoCache = "no-cache";
    private static readonly StringValues NoStore = "no-store, no-cache, max-age=0";
    private static readonly StringValues Json = "application/json";

    public Task WriteHttpResponse(IntrospectionResult result, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (request.TryWithhold())
            return Task.CompletedTask;
        if (request.WantsJwt)
            return inner.Get().WriteHttpResponse(result, context);

        var json = result.Entries switch
        {
            ReadyAnswer ready => ready.Json,
            { Count: 1 } members when members.TryGetValue("active", out var active) && active is false => ReadyAnswer.Inactive.Json,
            var members => IntrospectionJson.ToBytes(members),
        };
        var response = context.Response;
        response.Headers.CacheControl = NoStore;
        response.Headers.Pragma = NoCache;
        response.Headers.ContentType = Json;
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }
}
