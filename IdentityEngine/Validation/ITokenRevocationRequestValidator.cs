#nullable disable

using System.Collections.Specialized;
using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>Validates a revocation request (RFC 7009 section 2.1) of an authenticated client.</summary>
public interface ITokenRevocationRequestValidator
{
    Task<TokenRevocationRequestValidationResult> ValidateRequestAsync(NameValueCollection parameters, Client client, CancellationToken ct);
}
