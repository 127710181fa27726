using System.Collections.Specialized;
using IdentityEngine.Configuration;
using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>Validates a revocation request of an authenticated client (RFC 7009 2.1); an unknown hint is ignored.</summary>
internal sealed class TokenRevocationRequestValidator(IdentityServerOptions options) : ITokenRevocationRequestValidator
{
    public Task<TokenRevocationRequestValidationResult> ValidateRequestAsync(
        NameValueCollection parameters, Client client, CancellationToken ct)
    {
        var token = parameters[OAuthParameters.Token];
        var limits = options.InputLengthRestrictions;
        OAuthError? error = null;
        if (string.IsNullOrEmpty(token))
        {
            error = OAuthErrors.TokenMissing;
        }
        else if (token.Length > (token.Contains('.', StringComparison.Ordinal) ? limits.Jwt : limits.TokenHandle))
        {
            error = OAuthErrors.TokenTooLong;
        }

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
