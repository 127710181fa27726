using IdentityEngine.Models;
using IdentityEngine.Stores;
using IdentityEngine.Validation;

namespace IdentityEngine.ResponseHandling;

/// <summary>Issues the authorization code (RFC 6749 4.1.2), bound to the client, the redirect URI and the code challenge.</summary>
internal sealed class AuthorizationCodeIssuer(IAuthorizationCodeStore codes, TimeProvider time)
{
    internal Task<string> IssueAsync(ValidatedAuthorizeRequest request, CancellationToken ct) =>
        codes.StoreAuthorizationCodeAsync(
            new AuthorizationCode
            {
                CreationTime = time.GetUtcNow().UtcDateTime,
                Lifetime = request.Client.AuthorizationCodeLifetime,
                ClientId = request.ClientId,
                Subject = request.Subject,
                SessionId = request.SessionId,
                IsOpenId = request.IsOpenIdRequest,
                RequestedScopes = request.ValidatedResources.RawScopeValues,
                RedirectUri = request.RedirectUri,
                Nonce = request.Nonce,
                CodeChallenge = request.CodeChallenge,
                CodeChallengeMethod = request.CodeChallengeMethod,
            },
            ct);
}
