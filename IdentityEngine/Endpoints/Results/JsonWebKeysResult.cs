using System.Text.Json;
using IdentityEngine.Configuration;
using IdentityEngine.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

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
        json.WriteString("kty", key.Kty);
        json.WriteString("use", key.Use);
        json.WriteString("kid", key.Kid);
        json.WriteString("alg", key.Alg);
        WriteIfPresent(json, "n", key.N);
        WriteIfPresent(json, "e", key.E);
        WriteIfPresent(json, "crv", key.Crv);
        WriteIfPresent(json, "x", key.X);
        WriteIfPresent(json, "y", key.Y);
        json.WriteEndObject();
    }

    private static void WriteIfPresent(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }
}
