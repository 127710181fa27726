using System.Security.Claims;
using IdentityEngine.Validation;

namespace IdentityEngine.Services;

/// <summary>Chooses the claims of tokens.</summary>
public interface IClaimsService
{
    Task<IReadOnlyCollection<Claim>> GetIdentityTokenClaimsAsync(
        ClaimsPrincipal subject, ResourceValidationResult resources, bool includeAllIdentityClaims, ValidatedRequest request, CancellationToken ct);

    Task<IReadOnlyCollection<Claim>> GetAccessTokenClaimsAsync(
        ClaimsPrincipal subject, ResourceValidationResult resources, ValidatedRequest request, CancellationToken ct);
}
