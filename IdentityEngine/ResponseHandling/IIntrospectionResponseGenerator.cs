#nullable disable

using IdentityEngine.Validation;

namespace IdentityEngine.ResponseHandling;

/// <summary>Makes the members of the introspection answer (RFC 7662 section 2.2).</summary>
public interface IIntrospectionResponseGenerator
{
    Task<Dictionary<string, object>> ProcessAsync(IntrospectionRequestValidationResult validationResult, CancellationToken ct);
}
