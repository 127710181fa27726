using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IdentityEngine.Endpoints.Results;

/// <summary>Writes a public JSON document with its cache headers (RFC 9111), and 304 to whoever has it already (RFC 9110 section 13.1.2).</summary>
internal static class CacheableJson
{
    internal static async Task WriteAsync(HttpContext context, int? cacheSeconds, Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        await using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        var response = context.Response;
        var tag = new EntityTagHeaderValue('"' + Convert.ToHexString(SHA256.HashData(buffer.WrittenSpan)[..16]) + '"');
        response.Headers.ETag = tag.ToString();
        if (cacheSeconds is { } seconds)
            response.Headers.CacheControl = seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"public, max-age={seconds}") : "no-store";

        if (HasAlready(context.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = JsonResponse.ContentType;
        response.ContentLength = buffer.WrittenCount;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }

    private static bool HasAlready(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false));
}
