namespace IdentityEngine.Validation;

/// <summary>Decides which resources a client gets for the scopes that it asks for (RFC 6749 section 3.3).</summary>
public interface IResourceValidator
{
    Task<ResourceValidationResult> ValidateRequestedResourcesAsync(ResourceValidationRequest request, CancellationToken ct);
}
