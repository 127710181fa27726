using System.Security.Claims;
using System.Security.Cryptography;
using IdentityEngine.Configuration;
using IdentityEngine.Models;
using IdentityEngine.Services.KeyManagement;
using IdentityEngine.Validation;

namespace IdentityEngine.Services;

/// <summary>Makes an access token of its claims: id, audience and lifetime are those of today, whatever the claims are from.</summary>
internal sealed class AccessTokenFactory(TimeProvider time, IdentityServerOptions options)
{
    private const int JwtIdBytes = 40;

    internal Token Create(ValidatedRequest request, ResourceValidationResult resources, IEnumerable<Claim> claims, string? description)
    {
        // Whoever introspects a reference token needs its id; for a JWT the client's setting decides.
        List<Claim> all = [.. claims];
        if (request.AccessTokenType == AccessTokenType.Reference || request.Client.IncludeJwtId)
        {
            all.Add(new Claim(JwtClaimTypes.JwtId, RandomNumberGenerator.GetHexString(JwtIdBytes * 2, lowercase: true)));
        }

        SigningAlgorithms.TryIntersect(resources.Resources.ApiResources, out var algorithms);
        var token = new Token(TokenTypes.AccessToken)
        {
            Issuer = request.IssuerName,
            // Whole seconds, since exp, iat and nbf are: the stored token then ends when its exp says.
            CreationTime = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()).UtcDateTime,
            Lifetime = request.AccessTokenLifetime,
            ClientId = request.Client.ClientId,
            AccessTokenType = request.AccessTokenType,
            Description = description,
            IncludeJwtId = request.Client.IncludeJwtId,
            AllowedSigningAlgorithms = algorithms,
            Claims = all,
        };
        foreach (var api in resources.Resources.ApiResources)
        {
            token.Audiences.Add(api.Name);
        }

        if (options.EmitStaticAudienceClaim)
        {
            var issuer = request.IssuerName.EndsWith('/') ? request.IssuerName : request.IssuerName + "/";
            token.Audiences.Add(IdentityServerConstants.AccessTokenAudience.Replace("{0}", issuer, StringComparison.Ordinal));
        }

        return token;
    }

    /// <summary>As <paramref name="former"/> was, for the scopes of this request.</summary>
    internal Token Renew(ValidatedRequest request, Token former)
    {
        var claims = former.Claims.Where(claim => claim.Type is not (JwtClaimTypes.JwtId or JwtClaimTypes.Scope))
            .Concat(request.ValidatedResources.RawScopeValues.Select(scope => new Claim(JwtClaimTypes.Scope, scope)));
        return Create(request, request.ValidatedResources, claims, former.Description);
    }
}
