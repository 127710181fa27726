using IdentityEngine.Models;

namespace IdentityEngine.Stores;

/// <summary>Stores device codes. The codes themselves never come here, only their hashes (<see cref="HashExtensions.Sha256(string)"/>).</summary>
public interface IDeviceFlowStore
{
    /// <param name="deviceCode">The hash of the device code.</param>
    /// <param name="userCode">The hash of the user code.</param>
    /// <param name="data">What they stand for.</param>
    /// <param name="ct">The request was given up.</param>
    Task StoreDeviceAuthorizationAsync(string deviceCode, string userCode, DeviceCode data, CancellationToken ct);
    Task<DeviceCode?> FindByUserCodeAsync(string userCode, CancellationToken ct);
    Task<DeviceCode?> FindByDeviceCodeAsync(string deviceCode, CancellationToken ct);
    /// <summary>Takes down the user's answer. A store that lets only the first answer count throws for whoever comes second.</summary>
    Task UpdateByUserCodeAsync(string userCode, DeviceCode data, CancellationToken ct);
    /// <summary>Consumes the code. A store that makes codes single use throws for whoever comes second.</summary>
    Task RemoveByDeviceCodeAsync(string deviceCode, CancellationToken ct);
}
