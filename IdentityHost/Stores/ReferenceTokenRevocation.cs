using IdentityHost.Memory;

namespace IdentityHost.Stores;

/// <summary>Revokes reference tokens, whatever the clock of this node says of them.</summary>
internal sealed class ReferenceTokenRevocation(IReferenceTokenStore tokens, IPersistedGrantStore grants)
{
    /// <summary>Whose it is; null if there is no such token.</summary>
    internal async Task<string?> FindClientIdAsync(string handle, CancellationToken ct)
    {
        if (await tokens.GetReferenceTokenAsync(handle, ct) is { } token)
            return token.ClientId;
        // One whose time is over here is not found, and is active at a node whose clock is behind.
        var grant = await grants.GetAsync(GrantKey.Of(handle, PersistedGrantTypes.ReferenceToken), ct);
        return grant is { Type: PersistedGrantTypes.ReferenceToken } ? grant.ClientId : null;
    }

    internal Task RevokeAsync(string handle, CancellationToken ct) => tokens.RemoveReferenceTokenAsync(handle, ct);
}
