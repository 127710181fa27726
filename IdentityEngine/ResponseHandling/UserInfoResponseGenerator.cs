using System.Security.Claims;
using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using IdentityEngine.Validation;

namespace IdentityEngine.ResponseHandling;

/// <summary>The claims that the scopes of an access token stand for (OpenID Connect Core 5.4), as the profile service has them now.</summary>
internal sealed class UserInfoResponseGenerator(IResourceStore resources, IProfileService profile)
{
    private const string SubjectAuthenticationType = "IdentityEngine.UserInfo";

    internal async Task<Dictionary<string, object>> CreateAsync(TokenValidationResult token, CancellationToken ct)
    {
        var scopes = token.Claims!.Where(claim => claim.Type == JwtClaimTypes.Scope).Select(claim => claim.Value).ToList();
        var identityResources = (await resources.FindIdentityResourcesByScopeNameAsync(scopes, ct)).Where(resource => resource.Enabled).ToList();
        var subject = new ClaimsPrincipal(new ClaimsIdentity(token.Claims, SubjectAuthenticationType));
        var context = new ProfileDataRequestContext(
            subject, token.Client!, ProfileDataCallers.UserInfoEndpoint, ClaimTypesOf(identityResources))
        {
            RequestedResources = new ResourceValidationResult(new Resources(identityResources, [], [])),
        };
        await profile.GetProfileDataAsync(context, ct);

        // Always there and always the token's (OpenID Connect Core 5.3.2), so that a client can compare it with its ID token.
        var answer = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [JwtClaimTypes.Subject] = token.Claims!.First(claim => claim.Type == JwtClaimTypes.Subject).Value,
        };
        foreach (var claim in context.IssuedClaims)
        {
            if (!ReservedClaims.Contains(claim.Type))
            {
                ClaimEntries.Add(answer, claim);
            }
        }

        return answer;
    }

    private static List<string> ClaimTypesOf(IEnumerable<IdentityResource> identityResources) =>
        identityResources.SelectMany(resource => resource.UserClaims)
            .Where(type => !ReservedClaims.Contains(type))
            .Distinct(StringComparer.Ordinal)
            .ToList();
}
