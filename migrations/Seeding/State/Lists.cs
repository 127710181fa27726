namespace IdentityHost.Migrations.Seeding.State;

/// <summary>Lists that are stored in one column, separated by commas.</summary>
internal static class Lists
{
    internal static IReadOnlyList<string> Split(string? stored) =>
        stored?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    internal static string? Join(IReadOnlyList<string> values) => values.Count == 0 ? null : string.Join(',', values);
}
