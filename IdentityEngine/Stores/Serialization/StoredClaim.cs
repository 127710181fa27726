using System.Security.Claims;
using System.Text.Json;

namespace IdentityEngine.Stores.Serialization;

/// <summary>A claim as it is stored: the type of its value only if it is not a string.</summary>
internal sealed class StoredClaim
{
    public required string Type { get; init; }
    public required string Value { get; init; }
    public string? ValueType { get; init; }

    internal static StoredClaim From(Claim claim) => new()
    {
        Type = claim.Type,
        Value = claim.Value,
        ValueType = string.Equals(claim.ValueType, ClaimValueTypes.String, StringComparison.Ordinal) ? null : claim.ValueType,
    };

    internal static IEnumerable<Claim> ToClaims(IEnumerable<StoredClaim?> claims) =>
        claims.Select(claim => claim?.ToClaim() ?? throw new JsonException("A stored grant has a claim that is null."));

    private Claim ToClaim() => new(Type, Value, ValueType ?? ClaimValueTypes.String);
}
