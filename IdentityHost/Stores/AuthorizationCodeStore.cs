namespace IdentityHost.Stores;

/// <summary>
/// Authorization codes. Removing one consumes it: a single <c>DELETE … RETURNING</c> decides who of several redeemers at once gets the
/// tokens (RFC 6749 4.1.2: a code is used once).
/// </summary>
public sealed class AuthorizationCodeStore(
    PersistedGrantStore grants, IPersistentGrantSerializer serializer, IHandleGenerationService handles) : IAuthorizationCodeStore
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
        var grant = await grants.GetAsync(GrantKey.Of(code, PersistedGrantTypes.AuthorizationCode), ct);
        return grant is { Type: PersistedGrantTypes.AuthorizationCode } ? StoredPayload.Read<AuthorizationCode>(serializer, grant) : null!;
    }

    /// <exception cref="GrantConsumedException">The code is gone: another request consumed it.</exception>
    public async Task RemoveAuthorizationCodeAsync(string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (!await grants.ConsumeAsync(GrantKey.Of(code, PersistedGrantTypes.AuthorizationCode), PersistedGrantTypes.AuthorizationCode, ct))
            throw new GrantConsumedException();
    }
}
