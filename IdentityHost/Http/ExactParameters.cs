using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IdentityHost.Http;

/// <summary>
/// Names of parameters are compared exactly (RFC 6749 1.9: "Unless otherwise noted, all the protocol parameter names and values are case sensitive"),
/// where the framework and engines don't mind their case. So <c>Client_Id</c> is a parameter that nobody knows, and RFC 6749 3.1 and 3.2 have those
/// ignored: it is taken out before an engine takes it for <c>client_id</c>.
/// </summary>
internal static class ExactParameters
{
    // As many as the framework's reader takes.
    private const int MostFields = 1024;

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "access_token", "acr_values", "actor_token", "actor_token_type", "assertion", "audience", "auth_req_id", "claims", "claims_locales",
        "client_assertion", "client_assertion_type", "client_id", "client_secret", "code", "code_challenge", "code_challenge_method", "code_verifier",
        "device_code", "display", "dpop_jkt", "grant_type", "id_token_hint", "login_hint", "logout_hint", "max_age", "nonce", "password",
        "post_logout_redirect_uri", "prompt", "redirect_uri", "refresh_token", "registration", "request", "request_uri", "requested_token_type",
        "resource", "response_mode", "response_type", "scope", "state", "subject_token", "subject_token_type", "token", "token_type_hint",
        "ui_locales", "user_code", "username");

    /// <summary>Whether it is a parameter's name but for its case.</summary>
    public static bool IsMisspelt(string name) => Known.TryGetValue(name, out var exact) && !string.Equals(name, exact, StringComparison.Ordinal);

    public static void RemoveFromQuery(HttpRequest request)
    {
        StringBuilder? kept = null;
        var query = request.QueryString.Value.AsMemory();
        foreach (var parameter in new QueryStringEnumerable(query))
        {
            if (!IsMisspelt(parameter.DecodeName().ToString()))
                continue;
            kept = new StringBuilder();
            break;
        }

        if (kept is null)
            return;
        foreach (var parameter in new QueryStringEnumerable(query))
        {
            if (!IsMisspelt(parameter.DecodeName().ToString()))
                kept.Append(kept.Length == 0 ? '?' : '&').Append(parameter.EncodedName).Append('=').Append(parameter.EncodedValue);
        }

        request.QueryString = new QueryString(kept.ToString());
    }

    /// <summary>Whether a query has a name twice.</summary>
    /// <param name="query">With its question mark.</param>
    /// <param name="repeatable">That one may be there more than once.</param>
    public static bool IsRepeated(string? query, string repeatable)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in new QueryStringEnumerable(query))
        {
            var name = parameter.DecodeName().ToString();
            if (!names.Add(name) && name != repeatable)
                return true;
        }

        return false;
    }

    /// <summary>Reads a form in which a name may be misspelt; the framework's reader would take it and the exact one for the same.</summary>
    /// <param name="body">All of it, URL-encoded.</param>
    /// <param name="contentType">What says so, and perhaps the charset.</param>
    /// <returns>Null: no name has an upper-case letter, or it is the framework's to read.</returns>
    public static FormCollection? Read(ReadOnlySequence<byte> body, string? contentType)
    {
        var bytes = body.IsSingleSegment ? body.FirstSpan : body.ToArray();
        if (!MayBeMisspelt(bytes) || !IsUtf8(contentType))
            return null;
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        // The question mark, which begins a query and may begin a name.
        foreach (var field in new QueryStringEnumerable("?" + Encoding.UTF8.GetString(bytes)))
        {
            if (fields.Count == MostFields)
                return null;
            var name = field.DecodeName().ToString();
            if (!IsMisspelt(name))
                fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), field.DecodeValue().ToString());
        }

        return new FormCollection(fields);
    }

    /// <summary>A form of another encoding: what was read under a misspelt name is gone.</summary>
    public static IFormCollection Without(IFormCollection form) => form.Keys.Any(IsMisspelt)
        ? new FormCollection(form.Where(field => !IsMisspelt(field.Key)).ToDictionary(StringComparer.Ordinal), form.Files)
        : form;

    private static bool IsUtf8(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && (type.Encoding ?? Encoding.UTF8).CodePage == Encoding.UTF8.CodePage;

    private static bool MayBeMisspelt(ReadOnlySpan<byte> body)
    {
        foreach (var range in body.Split((byte)'&'))
        {
            var field = body[range];
            var equals = field.IndexOf((byte)'=');
            var name = equals < 0 ? field : field[..equals];
            if (name.ContainsAnyInRange((byte)'A', (byte)'Z') || name.Contains((byte)'%'))
                return true;
        }

        return false;
    }
}
