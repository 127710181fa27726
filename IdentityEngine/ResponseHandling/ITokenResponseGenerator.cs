using IdentityEngine.Validation;

namespace IdentityEngine.ResponseHandling;

/// <summary>Issues tokens for a validated request.</summary>
public interface ITokenResponseGenerator
{
    Task<TokenResponse> ProcessAsync(TokenRequestValidationResult validationResult, CancellationToken ct);
}
