using System.Text.Json;
using IdentityEngine.Configuration;
using IdentityEngine.Hosting;
using IdentityEngine.Models;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

internal sealed class JsonWebKeysResult(IReadOnlyCollection<JsonWebKey> keys) : EndpointResult<JsonWebKeysResult>
{
    internal IReadOnlyCollection<JsonWebKey> Keys => keys;
}

internal sealed class JsonWebKeysResultWriter(IdentityServerOptions options) : IHttpResponseWriter<JsonWebKeysResult>
{
    public Task WriteHttpResponse(JsonWebKeysResult result, HttpContext context) =>
        CacheableJson.WriteAsync(context, options.Discovery.ResponseCacheInterval, json =>
        {
            json.WriteStartArray("keys");
            foreach (var key in result.Keys)
                WriteKey(json, key);
            json.WriteEndArray();
        });

    /// <summary>Public members only, by name: a private one can't slip through.</summary>
    private static void WriteKey(Utf8JsonWriter json, JsonWebKey key)
    {
        json.WriteStartObject();
        json.WriteString("kty", key.kty);
        json.WriteString("use", key.use);
        json.WriteString("kid", key.kid);
        json.WriteString("alg", key.alg);
        WriteIfPresent(json, "n", key.n);
        WriteIfPresent(json, "e", key.e);
        WriteIfPresent(json, "crv", key.crv);
        WriteIfPresent(json, "x", key.x);
        WriteIfPresent(json, "y", key.y);
        json.WriteEndObject();
    }

    private static void WriteIfPresent(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }
}
