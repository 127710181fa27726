using System.Security.Cryptography;
using System.Text;
using IdentityEngine.Models;
using IdentityEngine.Stores.Serialization;

namespace IdentityEngine.Stores;

/// <summary>Keeps consents among the grants, found by client and user.</summary>
internal sealed class UserConsentStore(IPersistedGrantStore grants, IPersistentGrantSerializer serializer) : IUserConsentStore
{
    public Task StoreUserConsentAsync(Consent consent, CancellationToken ct) =>
        grants.StoreAsync(
            new PersistedGrant
            {
                Key = KeyOf(consent.SubjectId, consent.ClientId),
                Type = PersistedGrantTypes.UserConsent,
                SubjectId = consent.SubjectId,
                ClientId = consent.ClientId,
                CreationTime = consent.CreationTime,
                Expiration = consent.Expiration,
                Data = serializer.Serialize(consent),
            },
            ct);

    public async Task<Consent?> GetUserConsentAsync(string subjectId, string clientId, CancellationToken ct)
    {
        var grant = await grants.GetAsync(KeyOf(subjectId, clientId), ct);
        return grant is { Type: PersistedGrantTypes.UserConsent } ? serializer.Deserialize<Consent>(grant.Data) : null!;
    }

    public Task RemoveUserConsentAsync(string subjectId, string clientId, CancellationToken ct) =>
        grants.RemoveAsync(KeyOf(subjectId, clientId), ct);

    /// <summary>The stored format: a handle of the two ids, hashed as every handle is.</summary>
    private static string KeyOf(string subjectId, string clientId) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{clientId}|{subjectId}-1:{PersistedGrantTypes.UserConsent}")));
}
