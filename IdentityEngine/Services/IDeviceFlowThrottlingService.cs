#nullable disable

using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>Decides whether a device asks for its tokens more often than it may (RFC 8628 section 3.5). The engine has none of its own.</summary>
public interface IDeviceFlowThrottlingService
{
    /// <summary>Whether the device is told to slow down. Every call counts as one request.</summary>
    /// <param name="deviceCode">As the device sent it.</param>
    /// <param name="details">What is stored for it.</param>
    /// <param name="ct">Cancels.</param>
    Task<bool> ShouldSlowDown(string deviceCode, DeviceCode details, CancellationToken ct);
}
