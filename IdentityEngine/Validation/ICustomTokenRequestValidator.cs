namespace IdentityEngine.Validation;

/// <summary>The deployer's own rule about token requests, asked after the built-in ones. It may refuse or change the request.</summary>
public interface ICustomTokenRequestValidator
{
    Task ValidateAsync(CustomTokenRequestValidationContext context, CancellationToken ct);
}
