namespace IdentityEngine.EntityFramework.Stores;

/// <summary>What a text column can hold.</summary>
internal static class DatabaseText
{
    /// <summary>False for a text that no row can have, so that the database need not be asked and does not fail: one with NUL.</summary>
    internal static bool CanHold(string? text) => text is not null && !text.Contains('\0', StringComparison.Ordinal);

    internal static string[] Holdable(IEnumerable<string> texts) => [.. texts.Where(CanHold).Distinct(StringComparer.Ordinal)];
}
