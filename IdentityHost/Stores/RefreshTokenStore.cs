using IdentityHost.Coherence;
using IdentityHost.Memory;
using IdentityHost.Outcomes;

namespace IdentityHost.Stores;

/// <summary>
/// Refresh tokens. A single UPDATE decides who of several that use one at once gets the tokens. RFC 9700 4.14.2: one that is used again at
/// the token endpoint revokes its family. Anywhere else a look at it is only a look.
/// </summary>
internal sealed class RefreshTokenStore(
    PersistedGrantStore grants,
    GrantLineage lineage,
    GrantFamilies families,
    IPersistentGrantSerializer serializer,
    IHandleGenerationService handles,
    RefreshTokenOverlap overlap,
    RevocationBarrier barrier) : IRefreshTokenStore
{
    public async Task<string> StoreRefreshTokenAsync(RefreshToken refreshToken, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(refreshToken);
        var handle = await handles.GenerateAsync(ct) + GrantKey.HandleSuffix;
        var grant = new PersistedGrant
        {
            Key = Key(handle),
            Type = PersistedGrantTypes.RefreshToken,
            SubjectId = refreshToken.SubjectId!,
            SessionId = refreshToken.SessionId,
            ClientId = refreshToken.ClientId,
            Description = refreshToken.Description,
            CreationTime = refreshToken.CreationTime,
            Expiration = Expiration(refreshToken),
            Data = serializer.Serialize(refreshToken),
        };
        await (lineage.HasFamily ? lineage.StoreAsync(grant, ct) : grants.StoreAsync(grant, ct));
        return handle;
    }

    public async Task<RefreshToken?> GetRefreshTokenAsync(string refreshTokenHandle, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(refreshTokenHandle);
        var grant = await grants.GetAsync(Key(refreshTokenHandle), ct);
        if (grant is not { Type: PersistedGrantTypes.RefreshToken })
        {
            // Its reuse may have revoked it just now, in a request that died before it could wait.
            if (lineage.TokenClientId is not null)
                await barrier.AccessRevokedAsync();
            return null;
        }

        var token = StoredPayload.Read<RefreshToken>(serializer, grant);
        token.ConsumedTime ??= grant.ConsumedTime;
        return lineage.TokenClientId is null || await MayBeUsedAsync(grant, token, ct) ? token : null!;
    }

    /// <exception cref="GrantConsumedException">The token is gone or was used: what it led to is revoked.</exception>
    public async Task UpdateRefreshTokenAsync(string handle, RefreshToken refreshToken, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handle);
        ArgumentNullException.ThrowIfNull(refreshToken);
        var (key, data) = (Key(handle), serializer.Serialize(refreshToken));
        if (refreshToken.ConsumedTime is not { } used)
        {
            if (!await lineage.ExtendAsync(key, Expiration(refreshToken), data, ct))
                throw new GrantConsumedException();
            return;
        }

        if (await lineage.ConsumeRefreshTokenAsync(key, used, overlap.Start(), data, ct))
            return;
        await families.RevokeReusedAsync(key, ct);
        throw new GrantConsumedException();
    }

    public Task RemoveRefreshTokenAsync(string refreshTokenHandle, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(refreshTokenHandle);
        return grants.RemoveAsync(Key(refreshTokenHandle), ct);
    }

    public Task RemoveRefreshTokensAsync(string subjectId, string clientId, CancellationToken ct) =>
        grants.RemoveAllAsync(
            new PersistedGrantFilter { SubjectId = subjectId, ClientId = clientId, Type = PersistedGrantTypes.RefreshToken }, ct);

    internal static string Key(string handle) => GrantKey.Of(handle, PersistedGrantTypes.RefreshToken);

    private async Task<bool> MayBeUsedAsync(PersistedGrant grant, RefreshToken token, CancellationToken ct)
    {
        // Somebody else's token: the engine refuses it, and nothing happens to it.
        if (grant.ClientId != lineage.TokenClientId)
            return true;
        if (token.ConsumedTime is { } used && used <= overlap.Start())
        {
            await families.RevokeReusedAsync(grant.Key, ct);
            return false;
        }

        token.ConsumedTime = null;
        return await lineage.ContinueAsync(grant.Key, ct);
    }

    private static DateTime Expiration(RefreshToken token) => token.CreationTime.AddSeconds(token.Lifetime);
}
