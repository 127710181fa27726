using IdentityHost.Migrations.Seeding.State;

namespace IdentityHost.Migrations.Seeding.Planning;

/// <summary>A change as an administrator reads it. Secrets, their hashes and passwords are never part of it.</summary>
internal static class ChangeText
{
    internal static IEnumerable<string> Lines(Change change)
    {
        var name = $"{change.Subject.Kind} {change.Subject.Key}";
        if (change.IsRemoval)
            return [$"  - {name}"];

        if (change.IsCreation)
        {
            var given = new Change(change.After!.Blank(), change.After).Fields();
            return [$"  + {name}", .. given.Select(field => $"      {field.Name}: {Join(field.Added)}")];
        }

        var fields = change.Fields().ToList();
        return fields.Count == 0 ? [$"  = {name} (as it is already)"] : [$"  ~ {name}", .. fields.SelectMany(Difference)];
    }

    private static IEnumerable<string> Difference(FieldChange field) => (field.Removed.Count, field.Added.Count) switch
    {
        (1, 1) => [$"      {field.Name}: {field.Removed[0].Shown} -> {field.Added[0].Shown}"],
        _ =>
        [
            .. field.Removed.Select(value => $"      {field.Name}: - {value.Shown}"),
            .. field.Added.Select(value => $"      {field.Name}: + {value.Shown}"),
        ],
    };

    private static string Join(IReadOnlyList<FieldValue> values) =>
        values.Count == 0 ? "(none)" : string.Join(", ", values.Select(value => value.Shown));
}
