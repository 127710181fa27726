using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
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
                RequestedScopes = [.. request.ValidatedResources.RawScopeValues],
                RedirectUri = request.RedirectUri,
                Nonce = request.Nonce,
                StateHash = request.Options.EmitStateHash && request.IsOpenIdRequest ? HashOf(request.State) : null,
                WasConsentShown = request.WasConsentShown,
                Description = request.Description,
                CodeChallenge = request.CodeChallenge,
                CodeChallengeMethod = request.CodeChallengeMethod,
            },
            ct);

    /// <summary>The left half of the hash that the signing algorithm uses: SHA-256, for RS256 and ES256 alike (FAPI 1.0 part 2, 5.1.1).</summary>
    private static string? HashOf(string? state) =>
        string.IsNullOrEmpty(state)
            ? null
            : Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, SHA256.HashSizeInBytes / 2));
}
