using System.Collections.Concurrent;

namespace IdentityHost.Tests.Engine;

/// <summary>Stands for table DeviceCodes.</summary>
internal sealed class MemoryDeviceFlowStore : IDeviceFlowStore
{
    private readonly ConcurrentDictionary<string, DeviceCode> _byUserCode = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _userCodes = new(StringComparer.Ordinal);
    private int _lookUps;

    /// <summary>So many user codes are taken, whatever they are, before one is free.</summary>
    public int Taken { get; set; }

    public int LookUps => _lookUps;

    public IEnumerable<string> UserCodes => _byUserCode.Keys;

    public Task StoreDeviceAuthorizationAsync(string deviceCode, string userCode, DeviceCode data, CancellationToken ct)
    {
        _byUserCode[userCode] = data;
        _userCodes[deviceCode] = userCode;
        return Task.CompletedTask;
    }

    public Task<DeviceCode?> FindByUserCodeAsync(string userCode, CancellationToken ct) => Task.FromResult(
        Interlocked.Increment(ref _lookUps) <= Taken ? new DeviceCode() : _byUserCode.GetValueOrDefault(userCode));

    public Task<DeviceCode?> FindByDeviceCodeAsync(string deviceCode, CancellationToken ct) =>
        Task.FromResult(_userCodes.TryGetValue(deviceCode, out var userCode) ? _byUserCode[userCode] : null);

    public Task UpdateByUserCodeAsync(string userCode, DeviceCode data, CancellationToken ct)
    {
        _byUserCode[userCode] = data;
        return Task.CompletedTask;
    }

    public Task RemoveByDeviceCodeAsync(string deviceCode, CancellationToken ct)
    {
        if (_userCodes.TryRemove(deviceCode, out var userCode))
            _byUserCode.TryRemove(userCode, out _);
        return Task.CompletedTask;
    }
}
