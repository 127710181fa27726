using IdentityEngine.Services;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Validation;

/// <summary>
/// Refreshes an access token (RFC 6749 6). Whether the client may is said by <c>AllowOfflineAccess</c> and not by its grant types.
/// </summary>
internal sealed class RefreshTokenRequestValidator(
    IRefreshTokenService refreshTokens, IResourceValidator resources, ILogger<RefreshTokenRequestValidator> logger) : IGrantRequestValidator
{
    public string GrantType => Models.GrantType.RefreshToken;

    public async Task<OAuthError?> ValidateAsync(ValidatedTokenRequest request, CancellationToken ct)
    {
        var handle = request.Raw[OAuthParameters.RefreshToken];
        if (string.IsNullOrEmpty(handle))
        {
            return OAuthErrors.RefreshTokenMissing;
        }

        var scope = request.Raw[OAuthParameters.Scope];
        if (scope?.Length > request.Options.InputLengthRestrictions.Scope)
        {
            return OAuthErrors.ScopeTooLong;
        }

        var validated = await refreshTokens.ValidateRefreshTokenAsync(handle, request.Client, ct);
        if (validated.IsError)
        {
            Log.RefreshTokenRefused(logger, request.Client.ClientId, validated.ErrorDescription);
            return OAuthErrors.RefreshTokenUnusable;
        }

        var token = validated.RefreshToken!;
        var granted = token.AuthorizedScopes.ToList();
        var wanted = ScopeValues.Split(scope);
        if (wanted.Except(granted, StringComparer.Ordinal).Any())
        {
            return OAuthErrors.ScopeBeyondGrant;
        }

        // Asked again: what was granted at sign-in may have been taken away since.
        var allowed = await resources.ValidateRequestedResourcesAsync(
            new ResourceValidationRequest { Client = request.Client, Scopes = granted }, ct);
        if (!allowed.Succeeded)
        {
            return OAuthErrors.ScopeUnusable;
        }

        request.RefreshToken = token;
        request.RefreshTokenHandle = handle;
        request.Subject = token.Subject;
        request.SessionId = token.SessionId;
        request.RequestedScopes = wanted.Count > 0 ? wanted : granted;
        request.ValidatedResources = wanted.Count > 0 ? allowed.Filter(wanted) : allowed;
        return null;
    }

    /// <summary>The token is used when the one that replaces it is made, after the other tokens of the answer.</summary>
    public Task ConsumeAsync(ValidatedTokenRequest request, CancellationToken ct) => Task.CompletedTask;
}
