namespace IdentityHost.Migrations.Seeding.Model;

/// <summary>What a seed does with a thing.</summary>
internal enum SeedAction
{
    Create,
    Change,
    Remove,
}

/// <summary>
/// One item of a seed, as it is written. A member that is null wasn't written: a creation then takes the default, a change leaves what is
/// there. A list or mapping that is written replaces the one that is there. The empty text stands for "none".
/// </summary>
internal abstract record SeedItem
{
    /// <summary>A number that was written as <c>''</c>: none.</summary>
    internal const int NoNumber = int.MinValue;

    internal required SeedAction Action { get; init; }

    /// <summary>Where the item stands in its file: <c>clients[0]</c>.</summary>
    internal required string Path { get; init; }
}
