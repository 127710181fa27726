using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace IdentityHost.Passport;

/// <summary>
/// Finds the parameter <c>token</c> where Laravel does: in the query string, a form body or a JSON body, without white space around it (TrimStrings). A
/// parameter that is missing, malformed or given with two values is no token, and no token is not active. (How long it may be is said by the server's
/// limits on requests.)
/// </summary>
internal static class PassportTokenReader
{
    private const string Parameter = "token";

    public static async Task<string?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var inQuery = request.QueryString.HasValue ? request.Query[Parameter] : StringValues.Empty;
        var inBody = StringValues.Empty;
        if (request.HasFormContentType)
            inBody = (await request.ReadFormAsync(ct))[Parameter];
        else if (request.HasJsonContentType())
            inBody = await ReadJsonAsync(request, ct);

        var token = TheOne(inQuery.Count == 0 ? inBody : StringValues.Concat(inQuery, inBody));
        return string.IsNullOrEmpty(token) || token.Contains('\0', StringComparison.Ordinal) ? null : token;
    }

    private static string? TheOne(StringValues values)
    {
        if (values.Count == 0)
            return null;
        var first = values[0]?.Trim();
        for (var i = 1; i < values.Count; i++)
        {
            if (!string.Equals(values[i]?.Trim(), first, StringComparison.Ordinal))
                return null;
        }

        return first;
    }

    private static async Task<string?[]> ReadJsonAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, ct);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return [];
            return [.. document.RootElement.EnumerateObject()
                .Where(member => member.NameEquals(Parameter))
                .Where(member => member.Value.ValueKind != JsonValueKind.Null)
                .Select(member => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null)
                .Where(value => value != "")];
        }
        // Not JSON, or a string of half a surrogate pair.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }
}
