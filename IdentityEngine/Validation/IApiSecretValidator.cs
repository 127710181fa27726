using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Validation;

/// <summary>Authenticates the API resource that calls the introspection endpoint.</summary>
public interface IApiSecretValidator
{
    Task<ApiSecretValidationResult> ValidateAsync(HttpContext context, CancellationToken ct);
}
