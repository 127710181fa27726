#nullable disable

namespace IdentityEngine.Validation;

/// <summary>Validates what a caller asks at the introspection endpoint, after the caller was authenticated.</summary>
public interface IIntrospectionRequestValidator
{
    Task<IntrospectionRequestValidationResult> ValidateAsync(IntrospectionRequestValidationContext context, CancellationToken ct);
}
