using IdentityEngine.Models;

namespace IdentityEngine.Stores.Serialization;

/// <summary>The inner JSON of a refresh token. Members stand in the stored order.</summary>
internal sealed class StoredRefreshToken
{
    public required DateTime CreationTime { get; init; }
    public required int Lifetime { get; init; }
    public DateTime? ConsumedTime { get; init; }
    /// <summary>By resource indicator; the empty one is none.</summary>
    public Dictionary<string, StoredToken>? AccessTokens { get; init; }
    public required StoredPrincipal Subject { get; init; }
    public int Version { get; init; }
    public required string ClientId { get; init; }
    public string? SessionId { get; init; }
    public string? Description { get; init; }
    public required string[] AuthorizedScopes { get; init; }

    internal static StoredRefreshToken From(RefreshToken token) => new()
    {
        CreationTime = token.CreationTime,
        Lifetime = token.Lifetime,
        ConsumedTime = token.ConsumedTime,
        AccessTokens = token.AccessTokens.ToDictionary(pair => pair.Key, pair => StoredToken.From(pair.Value), StringComparer.Ordinal),
        Subject = StoredPrincipal.From(token.Subject),
        Version = token.Version,
        ClientId = token.ClientId,
        SessionId = token.SessionId,
        Description = token.Description,
        AuthorizedScopes = [.. token.AuthorizedScopes],
    };

    internal RefreshToken ToRefreshToken() => new()
    {
        CreationTime = CreationTime,
        Lifetime = Lifetime,
        ConsumedTime = ConsumedTime,
        AccessTokens = (AccessTokens ?? []).ToDictionary(pair => pair.Key, pair => pair.Value.ToToken(), StringComparer.Ordinal),
        Subject = Subject.ToPrincipal(),
        Version = Version,
        ClientId = ClientId,
        SessionId = SessionId,
        Description = Description,
        AuthorizedScopes = AuthorizedScopes,
    };
}
