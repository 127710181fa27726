using IdentityEngine.Configuration;
using IdentityEngine.Services;

namespace IdentityEngine.Validation;

/// <summary>
/// The user whom a client means by <c>id_token_hint</c> (OpenID Connect Core 3.1.2.1 and 3.1.2.2): an answer about anybody else would put
/// one person into the other's account at the client.
/// </summary>
internal sealed class IdTokenHint(SelfIssuedJwtValidator jwts, IdentityServerOptions options)
{
    private const string IdentityTokenType = "JWT";

    /// <summary>The subject; null without a hint, or with one that says nothing, since it is none of ours or its key is gone.</summary>
    internal async Task<string?> FindSubjectAsync(ValidatedAuthorizeRequest request, CancellationToken ct)
    {
        var hint = request.Raw[EndSessionParameters.IdTokenHint];
        if (string.IsNullOrEmpty(hint) || hint.Length > options.InputLengthRestrictions.Jwt)
        {
            return null;
        }

        // Most have expired when they are sent, and it need not be this client for which it was issued (3.1.2.1).
        return (await jwts.ValidateAsync(hint, IdentityTokenType, ct, evenExpired: true)).Token?.Subject;
    }
}
