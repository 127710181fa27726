using System.Globalization;

namespace IdentityHost.Migrations.Seeding.Files;

/// <summary>How a seed of the folder and the history relate.</summary>
internal enum SeedState
{
    Applied,
    Pending,

    /// <summary>Applied, and the file isn't what was applied.</summary>
    Edited,

    /// <summary>The number is that of another seed in the database: of a branch, or of another folder.</summary>
    Taken,

    /// <summary>Neither applied nor in the folder, or applied and no longer in the folder.</summary>
    Missing,
}

/// <summary>One number of the sequence.</summary>
/// <param name="Problem">What is wrong, as the message of a refusal; null for what is applied or pending in its turn.</param>
internal sealed record SeedEntry(int Number, string Name, SeedState State, SeedFile? File, AppliedSeed? Applied, string? Problem);

/// <summary>The folder laid beside the history: every number from 1 to the highest of both.</summary>
internal static class SeedInventory
{
    internal static IReadOnlyList<SeedEntry> Compare(string folder, IReadOnlyList<SeedFile> files, IReadOnlyList<AppliedSeed> history)
    {
        var fileOf = files.ToDictionary(file => file.Number);
        var appliedOf = history.ToDictionary(applied => applied.Number);
        var numbers = fileOf.Keys.Concat(appliedOf.Keys).ToList();

        // 0000 isn't a number of the sequence; without a highest number there is none at all.
        var entries = new List<SeedEntry>();
        var last = numbers.Count == 0 ? 0 : numbers.Max();
        for (var number = fileOf.ContainsKey(0) ? 0 : 1; number <= last; number++)
            entries.Add(Compare(folder, number, fileOf.GetValueOrDefault(number), appliedOf.GetValueOrDefault(number)));

        return IsForeign(entries) ? Foreign(folder, entries, history) : OutOfTurn(entries);
    }

    // Not one seed of the database is the folder's, by name or by contents.
    private static bool IsForeign(List<SeedEntry> entries) =>
        entries.Exists(entry => entry.State == SeedState.Taken)
        && entries.TrueForAll(entry => entry.Applied is null || entry.State is SeedState.Taken or SeedState.Missing);

    private static IReadOnlyList<SeedEntry> Foreign(string folder, List<SeedEntry> entries, IReadOnlyList<AppliedSeed> history)
    {
        var problem = $"{folder}: the database has the seeds of another folder ({string.Join(", ", history.Select(applied => applied.Name))}): "
            + "name that folder with --seeds, or another database with --connection";
        return [.. entries.Select((entry, index) => entry with { Problem = index == 0 ? problem : null })];
    }

    private static SeedEntry Compare(string folder, int number, SeedFile? file, AppliedSeed? applied)
    {
        var digits = SeedFile.FormatNumber(number);
        return (file, applied) switch
        {
            ({ Number: 0 }, _) => new SeedEntry(
                number, file.Name, SeedState.Pending, file, null, $"{file.DisplayPath}: numbers begin at 0001"),
            (null, null) => new SeedEntry(
                number, digits, SeedState.Missing, null, null, $"{folder}: number {digits} is missing, and numbers have no gaps"),
            (null, not null) => new SeedEntry(
                number, applied.Name, SeedState.Missing, null, applied,
                $"{SeedFolder.Display(folder, applied.Name)}.yaml: is missing, and was applied at {Format(applied.AppliedAt)}"),
            (not null, null) => new SeedEntry(number, file.Name, SeedState.Pending, file, null, null),
            (not null, not null) when file.Checksum != applied.Checksum && file.Name != applied.Name => new SeedEntry(
                number, file.Name, SeedState.Taken, file, applied,
                $"{file.DisplayPath}: in the database number {digits} is {applied.Name}, applied at {Format(applied.AppliedAt)}: give this seed a later number"),
            (not null, not null) when !string.Equals(file.Checksum, applied.Checksum, StringComparison.Ordinal) => new SeedEntry(
                number, file.Name, SeedState.Edited, file, applied,
                $"{file.DisplayPath}: was edited after it was applied at {Format(applied.AppliedAt)}: put it back and write a new seed"),
            (not null, not null) when !string.Equals(file.Name, applied.Name, StringComparison.Ordinal) => new SeedEntry(
                number, file.Name, SeedState.Edited, file, applied,
                $"{file.DisplayPath}: was applied at {Format(applied.AppliedAt)} under the name {applied.Name}.yaml: give it that name again"),
            _ => new SeedEntry(number, file.Name, SeedState.Applied, file, applied, null),
        };
    }

    // Seeds are applied in order, so a pending one below an applied one means that the history isn't this folder's.
    private static IReadOnlyList<SeedEntry> OutOfTurn(List<SeedEntry> entries)
    {
        var lastApplied = entries.FindLastIndex(entry => entry.Applied is not null);
        return [.. entries.Select((entry, index) =>
            index < lastApplied && entry is { State: SeedState.Pending, Problem: null }
                ? entry with
                {
                    Problem = $"{entry.File!.DisplayPath}: was never applied, but {entries[lastApplied].Name} was: the history isn't this folder's",
                }
                : entry)];
    }

    internal static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
