using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Validation;

/// <summary>Redeems an authorization code (RFC 6749 4.1.3, RFC 7636 4.6).</summary>
internal sealed class AuthorizationCodeRequestValidator(
    IAuthorizationCodeStore codes,
    IResourceValidator resources,
    IProfileService profile,
    TimeProvider time,
    ILogger<AuthorizationCodeRequestValidator> logger) : IGrantRequestValidator
{
    public string GrantType => Models.GrantType.AuthorizationCode;

    public async Task<OAuthError?> ValidateAsync(ValidatedTokenRequest request, CancellationToken ct)
    {
        var limits = request.Options.InputLengthRestrictions;
        var handle = request.Raw[OAuthParameters.Code];
        if (string.IsNullOrEmpty(handle))
        {
            return OAuthErrors.CodeMissing;
        }

        var redirectUri = request.Raw[OAuthParameters.RedirectUri];
        if (string.IsNullOrEmpty(redirectUri))
        {
            return OAuthErrors.RedirectUriMissing;
        }

        var verifier = request.Raw[OAuthParameters.CodeVerifier];
        if (!string.IsNullOrEmpty(verifier) && !ProofKey.IsVerifier(verifier, limits))
        {
            return OAuthErrors.CodeVerifierLength;
        }

        var code = handle.Length > limits.AuthorizationCode ? null : await codes.GetAuthorizationCodeAsync(handle, ct);
        if (WhyUnusable(code, request.Client) is { } reason)
        {
            Log.CodeRefused(logger, request.Client.ClientId, reason);
            return OAuthErrors.CodeUnusable;
        }

        if (!string.Equals(code!.RedirectUri, redirectUri, StringComparison.Ordinal))
        {
            return OAuthErrors.RedirectUriMismatch;
        }

        if (!ProofKey.IsProven(code, request.Client, verifier))
        {
            return OAuthErrors.CodeVerifierWrong;
        }

        var activity = new IsActiveContext(code.Subject, request.Client, ProfileIsActiveCallers.AuthorizationCodeValidation);
        await profile.IsActiveAsync(activity, ct);
        if (!activity.IsActive)
        {
            Log.CodeRefused(logger, request.Client.ClientId, "its user is not active");
            return OAuthErrors.CodeUnusable;
        }

        // Asked again: what was granted at sign-in may have been taken away since.
        var validated = await resources.ValidateRequestedResourcesAsync(
            new ResourceValidationRequest { Client = request.Client, Scopes = code.RequestedScopes }, ct);
        if (!validated.Succeeded)
        {
            return OAuthErrors.ScopeUnusable;
        }

        request.AuthorizationCode = code;
        request.AuthorizationCodeHandle = handle;
        request.CodeVerifier = verifier;
        request.Subject = code.Subject;
        request.SessionId = code.SessionId;
        request.RequestedScopes = code.RequestedScopes;
        request.ValidatedResources = validated;
        return null;
    }

    public Task ConsumeAsync(ValidatedTokenRequest request, CancellationToken ct) =>
        codes.RemoveAuthorizationCodeAsync(request.AuthorizationCodeHandle!, ct);

    private string? WhyUnusable(AuthorizationCode? code, Client client)
    {
        if (code is null)
        {
            return "it is unknown or was used";
        }

        if (!string.Equals(code.ClientId, client.ClientId, StringComparison.Ordinal))
        {
            // Not consumed either: a thief must not be able to burn the code of its owner.
            return "it was issued to another client";
        }

        return time.GetUtcNow().UtcDateTime >= code.CreationTime.AddSeconds(code.Lifetime) ? "it has expired" : null;
    }
}
