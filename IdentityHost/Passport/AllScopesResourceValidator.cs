namespace IdentityHost.Passport;

/// <summary>
/// The scope <c>*</c> stands for all API scopes that the client may have, as in Passport; everything else is the engine's to judge.
/// (Identity scopes stay out: they belong to people, and <c>*</c> is asked for by client credentials.)
/// </summary>
internal sealed class AllScopesResourceValidator(IResourceValidator inner, IResourceStore resources) : IResourceValidator
{
    private const string All = "*";

    public async Task<ResourceValidationResult> ValidateRequestedResourcesAsync(ResourceValidationRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = request.Scopes as IReadOnlyCollection<string> ?? [.. request.Scopes];
        if (!asked.Contains(All, StringComparer.Ordinal))
            return await inner.ValidateRequestedResourcesAsync(request, ct);

        var known = await resources.FindApiScopesByNameAsync(request.Client.AllowedScopes, ct);
        var granted = known.Where(s => s.Enabled).Select(s => s.Name).Order(StringComparer.Ordinal).ToArray();

        // A client without a scope asked for all of nothing: the engine refuses the literal "*" with invalid_scope.
        IEnumerable<string> scopes = granted.Length == 0 ? asked : asked.Where(s => s != All).Union(granted, StringComparer.Ordinal);
        request.Scopes = [.. scopes];
        return await inner.ValidateRequestedResourcesAsync(request, ct);
    }
}
