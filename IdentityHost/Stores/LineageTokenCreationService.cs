namespace IdentityHost.Stores;

/// <summary>Notes the id of each JWT access token that belongs to a family, before the token exists.</summary>
internal sealed class LineageTokenCreationService(ITokenCreationService inner, GrantLineage lineage) : ITokenCreationService
{
    public async Task<string> CreateTokenAsync(Token token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (lineage.HasFamily && token.Type == TokenTypes.AccessToken && token.Claims.FirstOrDefault(claim => claim.Type == "jti") is { } id)
            await lineage.RegisterJwtAsync(id.Value, token.CreationTime.AddSeconds(token.Lifetime), ct);
        return await inner.CreateTokenAsync(token, ct);
    }
}
