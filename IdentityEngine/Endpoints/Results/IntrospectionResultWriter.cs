using IdentityEngine.Hosting;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

/// <summary>Writes the answer of an introspection endpoint (RFC 7662 2.2).</summary>
internal sealed class IntrospectionResultWriter : IHttpResponseWriter<IntrospectionResult>
{
    private static readonly ReadOnlyMemory<byte> Inactive = "{\"active\":false}"u8.ToArray();

    public Task WriteHttpResponse(IntrospectionResult result, HttpContext context)
    {
        var entries = result.Entries;
        if (entries.Count == 1 && entries.TryGetValue(OAuthParameters.Active, out var active) && active is false)
        {
            return JsonResponse.WriteAsync(context, StatusCodes.Status200OK, Inactive);
        }

        return JsonResponse.WriteAsync(context, StatusCodes.Status200OK, entries, static (writer, entries) =>
        {
            foreach (var (name, value) in entries)
            {
                JsonResponse.WriteMember(writer, name, value);
            }
        });
    }
}
