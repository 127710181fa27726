using IdentityEngine.Validation;

namespace IdentityEngine.ResponseHandling;

/// <summary>
/// The scopes that a user can't leave out: those that are configured so, and <c>openid</c>, without which the request would
/// be no OpenID Connect request at all (OpenID Connect Core 3.1.2.1).
/// </summary>
internal static class RequiredScopes
{
    internal static IEnumerable<string> In(ResourceValidationResult validated)
    {
        var names = validated.Resources.IdentityResources
            .Where(resource => resource.Required || resource.Name == StandardScopes.OpenId)
            .Select(resource => resource.Name)
            .Concat(validated.Resources.ApiScopes.Where(scope => scope.Required).Select(scope => scope.Name))
            .ToHashSet(StringComparer.Ordinal);
        return validated.ParsedScopes.Where(scope => names.Contains(scope.ParsedName)).Select(scope => scope.RawValue);
    }
}
