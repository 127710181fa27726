namespace IdentityEngine.Validation;

/// <summary>The value of a scope parameter (RFC 6749 3.3): names between spaces, in order, each once.</summary>
internal static class ScopeValues
{
    // Up to here it is cheaper to compare each name with the others than to make a set of them.
    private const int ShortLength = 300;

    public static IReadOnlyList<string> Split(string? scope)
    {
        if (string.IsNullOrEmpty(scope))
        {
            return [];
        }

        if (scope.Length > ShortLength)
        {
            return [.. scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
        }

        var names = new List<string>();
        foreach (var range in scope.AsSpan().Split(' '))
        {
            var name = scope[range];
            if (name.Length > 0 && !names.Contains(name))
            {
                names.Add(name);
            }
        }

        return names;
    }

    /// <summary>RFC 6749 3.3: no name of a scope has white space or a control character in it.</summary>
    public static bool IsName(string value) =>
        value.Length > 0 && !value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
