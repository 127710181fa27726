using IdentityEngine.Models;
using IdentityEngine.Stores;
using IdentityEngine.Validation;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Services;

/// <summary>Shows and answers what a device asks for (RFC 8628 3.3).</summary>
internal sealed class DefaultDeviceFlowInteractionService(
    DeviceFlowCodes codes,
    IClientStore clients,
    IResourceValidator resources,
    IUserSession session,
    TimeProvider time,
    ILogger<DefaultDeviceFlowInteractionService> logger) : IDeviceFlowInteractionService
{
    public async Task<DeviceFlowAuthorizationRequest?> GetAuthorizationContextAsync(string userCode, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(userCode);
        return await FindAsync(userCode, ct) is var (_, request) ? request : null!;
    }

    public async Task<DeviceFlowInteractionResult> HandleRequestAsync(string userCode, ConsentResponse consent, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(userCode);
        ArgumentNullException.ThrowIfNull(consent);
        if (await session.GetUserAsync(ct) is not { } user)
            return DeviceFlowInteractionResult.Failure("Nobody is signed in.");
        if (await FindAsync(userCode, ct) is not var (code, request))
            return DeviceFlowInteractionResult.Failure("The user code is unknown, has expired, or was answered.");

        var allowed = consent.Granted ? request.ValidatedResources.Filter(consent.ScopesValuesConsented ?? []).RawScopeValues.ToArray() : [];
        code.IsAuthorized = true;
        code.Subject = user;
        code.SessionId = await session.GetSessionIdAsync(ct);
        code.AuthorizedScopes = allowed;
        code.IsOpenId = allowed.Contains(StandardScopes.OpenId, StringComparer.Ordinal);
        code.Description = consent.Description;
        await codes.AnswerAsync(userCode, code, ct);
        Log.DeviceAnswered(logger, code.ClientId, allowed.Length > 0);
        return new DeviceFlowInteractionResult { IsAccessDenied = allowed.Length == 0 };
    }

    private async Task<(DeviceCode Code, DeviceFlowAuthorizationRequest Request)?> FindAsync(string userCode, CancellationToken ct)
    {
        var code = await codes.FindByUserCodeAsync(userCode, ct);
        if (code is null || code.IsAuthorized || time.GetUtcNow().UtcDateTime >= code.CreationTime.AddSeconds(code.Lifetime))
            return null;

        var client = await clients.FindEnabledClientByIdAsync(code.ClientId, ct);
        if (client is null)
            return null;

        // Asked again: what the client could have then may have been taken away since.
        var validated = await resources.ValidateRequestedResourcesAsync(
            new ResourceValidationRequest { Client = client, Scopes = code.RequestedScopes }, ct);
        return validated.Succeeded
            ? (code, new DeviceFlowAuthorizationRequest { Client = client, ValidatedResources = validated })
            : null;
    }
}
