using IdentityEngine.Models;
using IdentityEngine.Stores;
using IdentityEngine.Stores.Serialization;

namespace IdentityEngine.Services;

/// <summary>Reads and removes the grants of a user in the grant store.</summary>
internal sealed class DefaultPersistedGrantService(
    IPersistedGrantStore grants, IPersistentGrantSerializer serializer, TimeProvider time) : IPersistedGrantService
{
    public async Task<IReadOnlyCollection<Grant>> GetAllGrantsAsync(string subjectId, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(subjectId);

        var now = time.GetUtcNow().UtcDateTime;
        var all = await grants.GetAllAsync(new PersistedGrantFilter { SubjectId = subjectId }, ct);
        return all
            .Where(grant => !(grant.Expiration <= now) && grant.ConsumedTime is null)
            .GroupBy(grant => grant.ClientId, StringComparer.Ordinal)
            .Select(SumUp)
            .ToList();
    }

    public Task RemoveAllGrantsAsync(string subjectId, CancellationToken ct, string? clientId = null, string? sessionId = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(subjectId);
        return grants.RemoveAllAsync(
            new PersistedGrantFilter { SubjectId = subjectId, ClientId = clientId, SessionId = sessionId }, ct);
    }

    private Grant SumUp(IGrouping<string, PersistedGrant> grantsOfClient)
    {
        var first = grantsOfClient.First();
        return new Grant
        {
            SubjectId = first.SubjectId,
            ClientId = first.ClientId,
            Description = grantsOfClient.Select(grant => grant.Description).FirstOrDefault(text => !string.IsNullOrEmpty(text)),
            Scopes = [.. grantsOfClient.SelectMany(ScopesOf).Distinct(StringComparer.Ordinal)],
            CreationTime = grantsOfClient.Min(grant => grant.CreationTime),
            Expiration = grantsOfClient.Any(grant => grant.Expiration is null) ? null : grantsOfClient.Max(grant => grant.Expiration),
        };
    }

    private IEnumerable<string> ScopesOf(PersistedGrant grant) => grant.Type switch
    {
        PersistedGrantTypes.UserConsent => serializer.Deserialize<Consent>(grant.Data).Scopes ?? [],
        PersistedGrantTypes.AuthorizationCode => serializer.Deserialize<AuthorizationCode>(grant.Data).RequestedScopes,
        PersistedGrantTypes.RefreshToken => serializer.Deserialize<RefreshToken>(grant.Data).AuthorizedScopes,
        PersistedGrantTypes.ReferenceToken => serializer.Deserialize<Token>(grant.Data).Scopes,
        _ => [],
    };
}
