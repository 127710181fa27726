using System.Text.Json;

namespace IdentityHost.Passport;

/// <summary>
/// Finds the parameter <c>token</c> where Laravel does: in the query string, a form body or a JSON body. A parameter that is missing,
/// malformed, over-long or given with two values is no token, and no token is not active.
/// </summary>
internal static class PassportTokenReader
{
    private const string Parameter = "token";

    /// <summary>Characters; both engines issue far shorter tokens.</summary>
    private const int MaxLength = 32 * 1024;

    public static async Task<string?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var values = new List<string?>(request.Query[Parameter]);
        if (request.HasFormContentType)
            values.AddRange((await request.ReadFormAsync(ct))[Parameter]);
        else if (request.HasJsonContentType())
            values.AddRange(await ReadJsonAsync(request, ct));

        var token = values.Count > 0 && values.TrueForAll(v => string.Equals(v, values[0], StringComparison.Ordinal)) ? values[0] : null;
        return string.IsNullOrWhiteSpace(token) || token.Length > MaxLength || token.Contains('\0', StringComparison.Ordinal) ? null : token;
    }

    private static async Task<List<string?>> ReadJsonAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, ct);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return [];
            return [.. document.RootElement.EnumerateObject()
                .Where(member => member.NameEquals(Parameter))
                .Select(member => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null)];
        }
        // Not JSON, or a string of half a surrogate pair.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }
}
