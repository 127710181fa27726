using IdentityEngine.Models;
using IdentityEngine.Services;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Validation;

/// <summary>A device asks whether the user has answered (RFC 8628 3.4 and 3.5).</summary>
internal sealed class DeviceCodeRequestValidator(
    DeviceFlowCodes codes,
    IResourceValidator resources,
    IProfileService profile,
    TimeProvider time,
    ILogger<DeviceCodeRequestValidator> logger,
    IDeviceFlowThrottlingService? throttling = null) : IGrantRequestValidator
{
    public string GrantType => Models.GrantType.DeviceFlow;

    public async Task<OAuthError?> ValidateAsync(ValidatedTokenRequest request, CancellationToken ct)
    {
        var handle = request.Raw[OAuthParameters.DeviceCode];
        if (string.IsNullOrEmpty(handle))
            return OAuthErrors.DeviceCodeMissing;

        var isHandle = handle.Length <= request.Options.InputLengthRestrictions.DeviceCode;
        var code = isHandle ? await codes.FindByDeviceCodeAsync(handle, ct) : null;
        if (code is null || !string.Equals(code.ClientId, request.Client.ClientId, StringComparison.Ordinal))
        {
            Log.DeviceCodeRefused(logger, request.Client.ClientId, code is null ? "it is unknown or was used" : "it was issued to another client");
            return OAuthErrors.CodeUnusable;
        }

        if (FindAnswer(code) is { } answer)
        {
            // Only who has to wait can ask too soon: section 3.5, "the authorization request is still pending".
            return answer == OAuthErrors.DevicePending && throttling is not null && await throttling.ShouldSlowDown(handle, code, ct)
                ? OAuthErrors.DeviceTooFast
                : answer;
        }

        var activity = new IsActiveContext(code.Subject!, request.Client, ProfileIsActiveCallers.DeviceCodeValidation);
        await profile.IsActiveAsync(activity, ct);
        if (!activity.IsActive)
        {
            Log.DeviceCodeRefused(logger, request.Client.ClientId, "its user is not active");
            return OAuthErrors.CodeUnusable;
        }

        // Asked again: what was allowed may have been taken away since.
        var validated = await resources.ValidateRequestedResourcesAsync(
            new ResourceValidationRequest { Client = request.Client, Scopes = code.AuthorizedScopes ?? [] }, ct);
        if (!validated.Succeeded)
            return OAuthErrors.ScopeUnusable;

        request.DeviceCode = code;
        request.Subject = code.Subject;
        request.SessionId = code.SessionId;
        request.RequestedScopes = code.AuthorizedScopes;
        request.ValidatedResources = validated;
        return null;
    }

    public Task ConsumeAsync(ValidatedTokenRequest request, CancellationToken ct) =>
        codes.ConsumeAsync(request.Raw[OAuthParameters.DeviceCode]!, ct);

    /// <summary>What the device is told as long as there are no tokens for it; null if the user has allowed something.</summary>
    private OAuthError? FindAnswer(DeviceCode code)
    {
        if (time.GetUtcNow().UtcDateTime >= code.CreationTime.AddSeconds(code.Lifetime))
            return OAuthErrors.DeviceCodeExpired;
        if (!code.IsAuthorized || code.Subject is null)
            return OAuthErrors.DevicePending;
        return code.AuthorizedScopes?.Any() == true ? null : OAuthErrors.DeviceDenied;
    }
}
