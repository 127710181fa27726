#nullable disable

using IdentityEngine.Validation;

namespace IdentityEngine.ResponseHandling;

/// <summary>Revokes tokens (RFC 7009).</summary>
public interface ITokenRevocationResponseGenerator
{
    Task<TokenRevocationResponse> ProcessAsync(TokenRevocationRequestValidationResult validationResult, CancellationToken ct);
}
