using System.Globalization;
using System.Security.Claims;
using IdentityEngine.Models;
using IdentityEngine.Validation;

namespace IdentityEngine.Services;

/// <summary>Which claims about the client, the user and the scopes go into a token.</summary>
internal sealed class DefaultClaimsService(IProfileService profile) : IClaimsService
{
    public async Task<IReadOnlyCollection<Claim>> GetIdentityTokenClaimsAsync(
        ClaimsPrincipal subject,
        ResourceValidationResult resources,
        bool includeAllIdentityClaims,
        ValidatedRequest request,
        CancellationToken ct)
    {
        var claims = SignInClaims(subject);
        if (includeAllIdentityClaims || request.Client.AlwaysIncludeUserClaimsInIdToken)
        {
            var types = resources.Resources.IdentityResources.SelectMany(resource => resource.UserClaims);
            claims.AddRange(
                await ProfileClaimsAsync(subject, resources, request, types, ProfileDataCallers.ClaimsProviderIdentityToken, ct));
        }

        return claims;
    }

    public async Task<IReadOnlyCollection<Claim>> GetAccessTokenClaimsAsync(
        ClaimsPrincipal? subject, ResourceValidationResult resources, ValidatedRequest request, CancellationToken ct)
    {
        var claims = new List<Claim> { new(JwtClaimTypes.ClientId, request.Client.ClientId) };
        if (subject is null || request.Client.AlwaysSendClientClaims)
        {
            foreach (var claim in request.ClientClaims)
            {
                var type = request.Client.ClientClaimsPrefix + claim.Type;
                if (!ReservedClaims.Contains(type))
                {
                    claims.Add(new Claim(type, claim.Value, claim.ValueType));
                }
            }
        }

        foreach (var scope in resources.RawScopeValues)
        {
            claims.Add(new Claim(JwtClaimTypes.Scope, scope));
        }

        if (subject is not null)
        {
            claims.AddRange(SignInClaims(subject));
            var types = resources.Resources.ApiResources.SelectMany(api => api.UserClaims)
                .Concat(resources.Resources.ApiScopes.SelectMany(scope => scope.UserClaims));
            claims.AddRange(
                await ProfileClaimsAsync(subject, resources, request, types, ProfileDataCallers.ClaimsProviderAccessToken, ct));
        }

        return claims;
    }

    /// <summary>Who signed in, when, how and where (OpenID Connect Core 2).</summary>
    private static List<Claim> SignInClaims(ClaimsPrincipal subject)
    {
        var claims = new List<Claim>();
        foreach (var claim in subject.Claims)
        {
            switch (claim.Type)
            {
                case JwtClaimTypes.Subject:
                    claims.Insert(0, new Claim(JwtClaimTypes.Subject, claim.Value));
                    break;
                // Stored principals carry it as text.
                case JwtClaimTypes.AuthenticationTime
                    when long.TryParse(claim.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _):
                    claims.Add(new Claim(JwtClaimTypes.AuthenticationTime, claim.Value, ClaimValueTypes.Integer64));
                    break;
                case JwtClaimTypes.IdentityProvider or JwtClaimTypes.AuthenticationMethod:
                    claims.Add(new Claim(claim.Type, claim.Value));
                    break;
            }
        }

        return claims;
    }

    private async Task<IEnumerable<Claim>> ProfileClaimsAsync(
        ClaimsPrincipal subject,
        ResourceValidationResult resources,
        ValidatedRequest request,
        IEnumerable<string> types,
        string caller,
        CancellationToken ct)
    {
        var wanted = types.Where(type => !ReservedClaims.Contains(type)).Distinct(StringComparer.Ordinal).ToList();
        var context = new ProfileDataRequestContext(subject, request.Client, caller, wanted)
        {
            RequestedResources = resources,
            ProtocolRequest = request,
        };
        await profile.GetProfileDataAsync(context, ct);
        return context.IssuedClaims.Where(claim => !ReservedClaims.Contains(claim.Type));
    }
}
