namespace IdentityHost.Migrations.Seeding.Model;

/// <summary>A claim with its value.</summary>
internal sealed record ClaimSeed
{
    public string? Type { get; init; }

    public string? Value { get; init; }
}
