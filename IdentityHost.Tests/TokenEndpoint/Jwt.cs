using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IdentityHost.Tests.TokenEndpoint;

/// <summary>JWTs taken apart, and put together wrong.</summary>
internal static class Jwt
{
    public static (JsonElement Header, JsonElement Payload) Read(string jwt)
    {
        var parts = jwt.Split('.');
        parts.Length.ShouldBe(3);
        return (Part(parts[0]), Part(parts[1]));
    }

    public static string LeftHalfSha256(string text) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(text)).AsSpan(0, 16));

    /// <summary>The same token with another member in the header or payload, and the signature as it was.</summary>
    public static string Tamper(string jwt, int part, string from, string to)
    {
        var parts = jwt.Split('.');
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[part]));
        text.ShouldContain(from);
        parts[part] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));
        return string.Join('.', parts);
    }

    /// <summary>A token with the payload of another and a header and signature of the caller's.</summary>
    public static string Forge(string jwt, object header, Func<byte[], byte[]> sign)
    {
        var input = $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header))}.{jwt.Split('.')[1]}";
        return $"{input}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    private static JsonElement Part(string part)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return document.RootElement.Clone();
    }
}
