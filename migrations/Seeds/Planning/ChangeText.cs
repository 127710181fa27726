using IdentityHost.Migrations.Seeds.State;

namespace IdentityHost.Migrations.Seeds.Planning;

/// <summary>A change as an administrator reads it. Secrets, their hashes and passwords are never part of it.</summary>
internal static class ChangeText
{
    internal static IEnumerable<string> Lines(Change change)
    {
        var name = $"{change.Subject.Kind} {change.Subject.Key}";
        if (change.IsRemoval)
            return [$"  - {name}"];

        var fields = change.Fields().ToList();
        if (change.IsCreation)
            return [$"  + {name}", .. fields.Select(field => $"      {field.Name}: {Join(field.Added)}")];
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

    private static string Join(IEnumerable<FieldValue> values) => string.Join(", ", values.Select(value => value.Shown));
}
