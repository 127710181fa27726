using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using IdentityEngine.Validation;

namespace IdentityEngine.ResponseHandling;

/// <summary>
/// Issues the authorization code (RFC 6749 4.1.2), bound to the client, the redirect URI and the code challenge, and in the hybrid flow
/// the ID token that vouches for it (OpenID Connect Core 3.3.2.11).
/// </summary>
internal sealed class AuthorizeResponseGenerator(IAuthorizationCodeStore codes, ITokenService tokens, TimeProvider time)
{
    internal async Task<AuthorizeResponse> CreateAsync(ValidatedAuthorizeRequest request, CancellationToken ct)
    {
        var stateHash = request.Options.EmitStateHash && request.IsOpenIdRequest ? HashOf(request.State) : null;
        var code = await codes.StoreAuthorizationCodeAsync(
            new AuthorizationCode
            {
                CreationTime = time.GetUtcNow().UtcDateTime,
                Lifetime = request.Client.AuthorizationCodeLifetime,
                ClientId = request.ClientId,
                Subject = request.Subject!,
                SessionId = request.SessionId!,
                IsOpenId = request.IsOpenIdRequest,
                RequestedScopes = [.. request.ValidatedResources.RawScopeValues],
                RedirectUri = request.RedirectUri,
                Nonce = request.Nonce,
                StateHash = stateHash,
                WasConsentShown = request.WasConsentShown,
                Description = request.Description,
                // Both engines store its hash: what is stored proves nothing.
                CodeChallenge = string.IsNullOrEmpty(request.CodeChallenge) ? null : request.CodeChallenge.Sha256(),
                CodeChallengeMethod = request.CodeChallengeMethod,
            },
            ct);
        return new AuthorizeResponse
        {
            Code = code,
            IdentityToken = request.ResponseType == ResponseTypes.CodeIdToken
                ? await CreateIdentityTokenAsync(request, code, stateHash, ct)
                : null,
        };
    }

    private async Task<string> CreateIdentityTokenAsync(
        ValidatedAuthorizeRequest request, string code, string? stateHash, CancellationToken ct)
    {
        var token = await tokens.CreateIdentityTokenAsync(
            new TokenCreationRequest
            {
                Subject = request.Subject!,
                ValidatedResources = request.ValidatedResources,
                ValidatedRequest = request,
                AuthorizationCodeToHash = code,
                StateHash = stateHash,
                Nonce = request.Nonce,
            },
            ct);
        return await tokens.CreateSecurityTokenAsync(token, ct);
    }

    /// <summary>The left half of the hash that the signing algorithm uses: SHA-256, for RS256 and ES256 alike (FAPI 1.0 part 2, 5.1.1).</summary>
    private static string? HashOf(string? state) =>
        string.IsNullOrEmpty(state)
            ? null
            : Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, SHA256.HashSizeInBytes / 2));
}
