using IdentityHost.Migrations.Seeding.State;

namespace IdentityHost.Migrations.Seeding.Planning;

/// <summary>What becomes of one entity: created (no before), removed (no after) or changed.</summary>
internal sealed record Change(Entity? Before, Entity? After)
{
    internal Entity Subject => (After ?? Before)!;

    internal bool IsCreation => Before is null;

    internal bool IsRemoval => After is null;

    /// <summary>The fields whose values differ, with what is added and what goes.</summary>
    internal IEnumerable<FieldChange> Fields()
    {
        var before = (Before?.Describe() ?? []).ToDictionary(field => field.Name, field => field.Values, StringComparer.Ordinal);
        var after = (After?.Describe() ?? []).ToDictionary(field => field.Name, field => field.Values, StringComparer.Ordinal);
        foreach (var name in after.Keys.Union(before.Keys, StringComparer.Ordinal))
        {
            var old = before.GetValueOrDefault(name) ?? [];
            var now = after.GetValueOrDefault(name) ?? [];
            var removed = old.Where(value => !now.Any(other => other.Identity == value.Identity)).ToList();
            var added = now.Where(value => !old.Any(other => other.Identity == value.Identity)).ToList();
            if (removed.Count + added.Count > 0)
                yield return new FieldChange(name, removed, added);
        }
    }
}

internal sealed record FieldChange(string Name, IReadOnlyList<FieldValue> Removed, IReadOnlyList<FieldValue> Added);
