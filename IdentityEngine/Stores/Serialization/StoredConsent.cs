using IdentityEngine.Models;

namespace IdentityEngine.Stores.Serialization;

/// <summary>The inner JSON of a consent. Members stand in the stored order.</summary>
internal sealed class StoredConsent
{
    public required string SubjectId { get; init; }
    public required string ClientId { get; init; }
    public string[]? Scopes { get; init; }
    public required DateTime CreationTime { get; init; }
    public DateTime? Expiration { get; init; }

    internal static StoredConsent From(Consent consent) => new()
    {
        SubjectId = consent.SubjectId,
        ClientId = consent.ClientId,
        Scopes = [.. consent.Scopes ?? []],
        CreationTime = consent.CreationTime,
        Expiration = consent.Expiration,
    };

    internal Consent ToConsent() => new()
    {
        SubjectId = SubjectId,
        ClientId = ClientId,
        Scopes = Scopes ?? [],
        CreationTime = CreationTime,
        Expiration = Expiration,
    };
}
