using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>Sums up, and removes, what clients have of a user.</summary>
public interface IPersistedGrantService
{
    /// <summary>One grant for each client that has anything that is still of use.</summary>
    Task<IReadOnlyCollection<Grant>> GetAllGrantsAsync(string subjectId, CancellationToken ct);
    /// <summary>Removes consents, codes and tokens of the user: of one client, of one session, or all.</summary>
    Task RemoveAllGrantsAsync(string subjectId, CancellationToken ct, string? clientId = null, string? sessionId = null);
}
