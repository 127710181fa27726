namespace IdentityHost.Stores;

/// <summary>
/// Reference tokens, as grants in the stored format of both engines. A token that has expired is not found, and is left where it is:
/// looking at a token never deletes it.
/// </summary>
public sealed class ReferenceTokenStore(
    PersistedGrantStore grants, GrantLineage lineage, IPersistentGrantSerializer serializer, IHandleGenerationService handles, TimeProvider clock)
    : IReferenceTokenStore
{
    public async Task<string> StoreReferenceTokenAsync(Token token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        var handle = await handles.GenerateAsync(ct) + GrantKey.HandleSuffix;
        var grant = new PersistedGrant
        {
            Key = GrantKey.Of(handle, PersistedGrantTypes.ReferenceToken),
            Type = PersistedGrantTypes.ReferenceToken,
            SubjectId = token.SubjectId,
            SessionId = token.SessionId,
            ClientId = token.ClientId,
            Description = token.Description,
            CreationTime = token.CreationTime,
            Expiration = token.CreationTime.AddSeconds(token.Lifetime),
            Data = serializer.Serialize(token),
        };
        await (lineage.HasFamily ? lineage.StoreAsync(grant, ct) : grants.StoreAsync(grant, ct));
        return handle;
    }

    public async Task<Token> GetReferenceTokenAsync(string handle, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handle);
        var grant = await grants.GetAsync(GrantKey.Of(handle, PersistedGrantTypes.ReferenceToken), ct);
        if (grant is not { Type: PersistedGrantTypes.ReferenceToken } || grant.Expiration <= clock.GetUtcNow().UtcDateTime)
            return null!;
        return StoredPayload.Read<Token>(serializer, grant);
    }

    public Task RemoveReferenceTokenAsync(string handle, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return grants.RemoveAsync(GrantKey.Of(handle, PersistedGrantTypes.ReferenceToken), ct);
    }

    public Task RemoveReferenceTokensAsync(string subjectId, string clientId, string sessionId, CancellationToken ct) =>
        grants.RemoveAllAsync(
            new PersistedGrantFilter { SubjectId = subjectId, ClientId = clientId, SessionId = sessionId, Type = PersistedGrantTypes.ReferenceToken },
            ct);
}
