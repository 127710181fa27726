namespace IdentityEngine.Validation;

/// <summary>Validates tokens that this server issued.</summary>
public interface ITokenValidator
{
    /// <summary>Validates a reference token or a JWT; <paramref name="expectedScope"/> may be null.</summary>
    Task<TokenValidationResult> ValidateAccessTokenAsync(string token, string? expectedScope, CancellationToken ct);

    /// <summary>Validates an ID token that was issued to <paramref name="clientId"/>, or, if that is null, to whichever client it names.</summary>
    Task<TokenValidationResult> ValidateIdentityTokenAsync(string token, string? clientId, bool validateLifetime, CancellationToken ct);
}
