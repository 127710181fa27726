namespace IdentityEngine.EntityFramework.Mappers;

/// <summary>Sets of text, compared as they stand.</summary>
internal static class Texts
{
    internal static HashSet<string> Set(IEnumerable<string> texts) => new(texts, StringComparer.Ordinal);

    /// <summary>A column that holds names with commas between them.</summary>
    internal static HashSet<string> Split(string? list) =>
        Set((list ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
