using IdentityEngine.Models;

namespace IdentityEngine.Stores.Serialization;

/// <summary>The inner JSON of a reference token. Members stand in the stored order; <c>Scopes</c> is written for readers of the table.</summary>
internal sealed class StoredToken
{
    public string[]? AllowedSigningAlgorithms { get; init; }
    public string? Confirmation { get; init; }
    public string[]? Audiences { get; init; }
    public string? Issuer { get; init; }
    public required DateTime CreationTime { get; init; }
    public required int Lifetime { get; init; }
    public string? Type { get; init; }
    public required string ClientId { get; init; }
    public int AccessTokenType { get; init; } = (int)Models.AccessTokenType.Reference;
    public string? Description { get; init; }
    public bool IncludeJwtId { get; init; }
    public required StoredClaim[] Claims { get; init; }
    public int Version { get; init; }
    public string[]? Scopes { get; init; }

    internal static StoredToken From(Token token) => new()
    {
        AllowedSigningAlgorithms = [.. token.AllowedSigningAlgorithms],
        Confirmation = token.Confirmation,
        Audiences = [.. token.Audiences],
        Issuer = token.Issuer,
        CreationTime = token.CreationTime,
        Lifetime = token.Lifetime,
        Type = token.Type,
        ClientId = token.ClientId,
        AccessTokenType = (int)token.AccessTokenType,
        Description = token.Description,
        IncludeJwtId = token.IncludeJwtId,
        Claims = [.. token.Claims.Select(StoredClaim.From)],
        Version = token.Version,
        Scopes = [.. token.Scopes],
    };

    internal Token ToToken() => new(Type ?? TokenTypes.AccessToken)
    {
        AllowedSigningAlgorithms = new HashSet<string>(AllowedSigningAlgorithms ?? [], StringComparer.Ordinal),
        Confirmation = Confirmation,
        Audiences = new HashSet<string>(Audiences ?? [], StringComparer.Ordinal),
        Issuer = Issuer!,
        CreationTime = CreationTime,
        Lifetime = Lifetime,
        ClientId = ClientId,
        AccessTokenType = (AccessTokenType)AccessTokenType,
        Description = Description,
        IncludeJwtId = IncludeJwtId,
        Claims = [.. StoredClaim.ToClaims(Claims)],
        Version = Version,
    };
}
