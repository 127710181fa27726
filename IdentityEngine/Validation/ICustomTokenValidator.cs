namespace IdentityEngine.Validation;

/// <summary>The deployer's own rule about tokens, asked after the built-in ones.</summary>
public interface ICustomTokenValidator
{
    Task<TokenValidationResult> ValidateAccessTokenAsync(TokenValidationResult result, CancellationToken ct);

    Task<TokenValidationResult> ValidateIdentityTokenAsync(TokenValidationResult result, CancellationToken ct);
}
