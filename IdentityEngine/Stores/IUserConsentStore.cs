using IdentityEngine.Models;

namespace IdentityEngine.Stores;

/// <summary>Stores what users allowed clients: one consent for a user and a client.</summary>
public interface IUserConsentStore
{
    Task StoreUserConsentAsync(Consent consent, CancellationToken ct);
    /// <summary>The consent, expired or not; null if there is none.</summary>
    Task<Consent?> GetUserConsentAsync(string subjectId, string clientId, CancellationToken ct);
    Task RemoveUserConsentAsync(string subjectId, string clientId, CancellationToken ct);
}
