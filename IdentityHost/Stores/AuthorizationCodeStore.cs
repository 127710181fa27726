namespace IdentityHost.Stores;

/// <summary>
/// Authorization codes. Removing one consumes it: a single <c>DELETE … RETURNING</c> decides who of several redeemers at once gets the
/// tokens. RFC 6749 4.1.2: a code is used once, and one that is used again revokes every token that it led to.
/// </summary>
public sealed class AuthorizationCodeStore(
    PersistedGrantStore grants,
    GrantLineage lineage,
    GrantFamilies families,
    IPersistentGrantSerializer serializer,
    IHandleGenerationService handles) : IAuthorizationCodeStore
{
    public async Task<string> StoreAuthorizationCodeAsync(AuthorizationCode code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(code);
        var handle = await handles.GenerateAsync(ct) + GrantKey.HandleSuffix;
        await grants.StoreAsync(
            new PersistedGrant
            {
                Key = GrantKey.Of(handle, PersistedGrantTypes.AuthorizationCode),
                Type = PersistedGrantTypes.AuthorizationCode,
                SubjectId = code.Subject?.FindFirst("sub")?.Value,
                SessionId = code.SessionId,
                ClientId = code.ClientId,
                Description = code.Description,
                CreationTime = code.CreationTime,
                Expiration = code.CreationTime.AddSeconds(code.Lifetime),
                Data = serializer.Serialize(code),
            },
            ct);
        return handle;
    }

    public async Task<AuthorizationCode> GetAuthorizationCodeAsync(string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(code);
        var key = GrantKey.Of(code, PersistedGrantTypes.AuthorizationCode);
        var grant = await grants.GetAsync(key, ct);
        if (grant is { Type: PersistedGrantTypes.AuthorizationCode })
            return StoredPayload.Read<AuthorizationCode>(serializer, grant);
        if (lineage.TokenClientId is { } client)
            await families.RevokeReplayedAsync(key, client, ct);
        return null!;
    }

    /// <exception cref="GrantConsumedException">The code is gone: another request consumed it. Its tokens are revoked.</exception>
    public async Task RemoveAuthorizationCodeAsync(string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(code);
        var key = GrantKey.Of(code, PersistedGrantTypes.AuthorizationCode);
        if (await lineage.ConsumeCodeAsync(key, ct))
            return;
        await families.RevokeReplayedAsync(key, ct);
        throw new GrantConsumedException();
    }
}
