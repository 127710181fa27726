using IdentityHost.Migrations.Seeding.Model;

namespace IdentityHost.Migrations.Seeding.State;

/// <summary>A claim with its value, of a user or a client.</summary>
internal sealed record ClaimState(string Type, string Value)
{
    internal static IReadOnlyList<ClaimState>? From(IReadOnlyList<ClaimSeed>? seeds) =>
        seeds?.Select(seed => new ClaimState(seed.Type!, seed.Value!)).ToList();

    internal static Field Describe(IEnumerable<ClaimState> claims) => Field.Of("claims", claims.Select(claim => $"{claim.Type}={claim.Value}"));
}
