using System.Collections.Specialized;
using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>
/// Validates a revocation request of an authenticated client (RFC 7009 2.1); an unknown hint is ignored. A token that is too long to be one is
/// unknown, which is no error (2.2).
/// </summary>
internal sealed class TokenRevocationRequestValidator : ITokenRevocationRequestValidator
{
    public Task<TokenRevocationRequestValidationResult> ValidateRequestAsync(
        NameValueCollection parameters, Client client, CancellationToken ct)
    {
        var token = parameters[OAuthParameters.Token];
        var error = string.IsNullOrEmpty(token) ? OAuthErrors.TokenMissing : null;

        return Task.FromResult(new TokenRevocationRequestValidationResult
        {
            IsError = error is not null,
            Error = error?.Code,
            ErrorDescription = error?.Description,
            Token = token,
            TokenTypeHint = parameters[OAuthParameters.TokenTypeHint],
            Client = client,
        });
    }
}
