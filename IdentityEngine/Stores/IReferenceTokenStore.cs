using IdentityEngine.Models;

namespace IdentityEngine.Stores;

/// <summary>Stores access tokens that are handed out as handles.</summary>
public interface IReferenceTokenStore
{
    /// <summary>Stores the token and returns its handle.</summary>
    Task<string> StoreReferenceTokenAsync(Token token, CancellationToken ct);
    Task<Token?> GetReferenceTokenAsync(string handle, CancellationToken ct);
    Task RemoveReferenceTokenAsync(string handle, CancellationToken ct);
    /// <summary>Removes the tokens of a user at a client; of one session, if <paramref name="sessionId"/> is not null.</summary>
    Task RemoveReferenceTokensAsync(string subjectId, string clientId, string? sessionId, CancellationToken ct);
}
