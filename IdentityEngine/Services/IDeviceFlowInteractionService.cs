using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>What the page needs on which people enter the code that a device shows (RFC 8628 section 3.3).</summary>
public interface IDeviceFlowInteractionService
{
    /// <summary>What the device asks for; null if the code is unknown, has expired, or was answered.</summary>
    Task<DeviceFlowAuthorizationRequest?> GetAuthorizationContextAsync(string userCode, CancellationToken ct);
    /// <summary>Answers the device, in the name of the signed-in user.</summary>
    Task<DeviceFlowInteractionResult> HandleRequestAsync(string userCode, ConsentResponse consent, CancellationToken ct);
}
