using IdentityHost.Engine;

namespace IdentityHost.Stores;

/// <summary>
/// Tells the lineage which client asks for tokens: only the client to which a grant was issued can replay it. Somebody else who got hold of
/// it learns nothing and revokes nothing.
/// </summary>
internal sealed class LineageClientRecorder(IClientSecretValidator inner, GrantLineage lineage) : IClientSecretValidator
{
    public async Task<ClientSecretValidationResult> ValidateAsync(HttpContext context, CancellationToken ct)
    {
        var result = await inner.ValidateAsync(context, ct);
        if (!result.IsError && context.Request.Path == EnginePaths.Token)
            lineage.TokenClientId = result.Client!.ClientId;
        return result;
    }
}
