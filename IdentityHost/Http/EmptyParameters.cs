using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace IdentityHost.Http;

/// <summary>
/// RFC 6749 3.1 and 3.2: "Parameters sent without a value MUST be treated as if they were omitted from the request." So they are, before an engine
/// sees them.
/// </summary>
internal static class EmptyParameters
{
    public static void RemoveFromQuery(HttpRequest request)
    {
        var given = new StringBuilder();
        var removed = false;
        foreach (var parameter in new QueryStringEnumerable(request.QueryString.Value))
        {
            if (parameter.EncodedValue.IsEmpty)
                removed = true;
            else
                given.Append(given.Length == 0 ? '?' : '&').Append(parameter.EncodedName).Append('=').Append(parameter.EncodedValue);
        }

        if (removed)
            request.QueryString = new QueryString(given.ToString());
    }

    /// <summary>The same form, if each parameter has a value.</summary>
    public static IFormCollection Without(IFormCollection form)
    {
        if (!HasEmpty(form))
            return form;
        var given = new Dictionary<string, StringValues>(form.Count, StringComparer.Ordinal);
        foreach (var (name, values) in form)
        {
            if (values.Where(value => !string.IsNullOrEmpty(value)).ToArray() is { Length: > 0 } some)
                given.Add(name, some);
        }

        return new FormCollection(given, form.Files);
    }

    private static bool HasEmpty(IFormCollection form)
    {
        if (form is not FormCollection fields)
            return form.Any(field => IsEmpty(field.Value));
        // Its own enumerator allocates nothing.
        foreach (var field in fields)
        {
            if (IsEmpty(field.Value))
                return true;
        }

        return false;
    }

    private static bool IsEmpty(StringValues values) =>
        values.Count == 1 ? string.IsNullOrEmpty(values[0]) : values.Count == 0 || values.Any(string.IsNullOrEmpty);
}
