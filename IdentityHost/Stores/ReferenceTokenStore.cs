using IdentityHost.Memory;
using IdentityHost.RequestState;

namespace IdentityHost.Stores;

/// <summary>
/// Reference tokens, as grants in the stored format of both engines. A token that has expired is not found, and is left where it is:
/// looking at a token never deletes it.
/// </summary>
internal sealed class ReferenceTokenStore(
    IPersistedGrantStore grants,
    GrantLineage lineage,
    ReferenceTokenReader reader,
    IntrospectionRequest request,
    IPersistentGrantSerializer serializer,
    IHandleGenerationService handles,
    TimeProvider clock)
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
            SubjectId = token.SubjectId!,
            SessionId = token.SessionId,
            ClientId = token.ClientId,
            Description = token.Description,
            CreationTime = token.CreationTime,
            Expiration = token.CreationTime.AddSeconds(token.Lifetime),
            Data = serializer.Serialize(token),
        };
        if (!lineage.HasFamily)
            await grants.StoreAsync(grant, ct);
        else if (grants is PersistedGrantStore)
            await lineage.StoreAsync(grant, ct);
        else
            await StoreElsewhereAsync(grant, ct);
        return handle;
    }

    public async Task<Token?> GetReferenceTokenAsync(string handle, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handle);
        if (request.IsActive && grants is PersistedGrantStore)
            return Read(await FindAsync(request.TokenOf(handle), ct));

        var grant = await grants.GetAsync(GrantKey.Of(handle, PersistedGrantTypes.ReferenceToken), ct);
        return grant is null ? null : Read(new StoredReferenceToken(grant.Type, Utc(grant.Expiration), grant.Data, User: null));
    }

    public Task RemoveReferenceTokenAsync(string handle, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return grants.RemoveAsync(GrantKey.Of(handle, PersistedGrantTypes.ReferenceToken), ct);
    }

    public Task RemoveReferenceTokensAsync(string subjectId, string clientId, string? sessionId, CancellationToken ct) =>
        grants.RemoveAllAsync(
            new PersistedGrantFilter { SubjectId = subjectId, ClientId = clientId, SessionId = sessionId, Type = PersistedGrantTypes.ReferenceToken },
            ct);

    // Stored first: whoever revokes the family from then on finds it there, and who did so before is noticed here. Nobody has the token yet.
    private async Task StoreElsewhereAsync(PersistedGrant grant, CancellationToken ct)
    {
        await grants.StoreAsync(grant, ct);
        if (!await lineage.RegisterAsync(grant, ct))
            await grants.RemoveAsync(grant.Key, ct);
    }

    private async ValueTask<StoredReferenceToken?> FindAsync(TokenOfRequest token, CancellationToken ct)
    {
        if (!token.WasRead)
        {
            var key = token.IsJwt ? GrantKey.Of(token.Token, PersistedGrantTypes.ReferenceToken) : GrantKey.Of(token.Token, token.Key);
            token.Read(await reader.ReadAsync(key, ct));
        }

        return token.Grant;
    }

    private Token? Read(StoredReferenceToken? stored) =>
        stored is not { Type: PersistedGrantTypes.ReferenceToken } || stored.Expiration <= clock.GetUtcNow()
            ? null
            : StoredPayload.Read<Token>(serializer, stored.Type, stored.Data);

    private static DateTimeOffset? Utc(DateTime? time) => time is { } value ? new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)) : null;
}
