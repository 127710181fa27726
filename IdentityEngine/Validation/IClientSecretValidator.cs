using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Validation;

/// <summary>Authenticates the client of a request (RFC 6749 section 2.3).</summary>
public interface IClientSecretValidator
{
    Task<ClientSecretValidationResult> ValidateAsync(HttpContext context, CancellationToken ct);
}
