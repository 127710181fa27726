using System.Globalization;
using System.Security.Cryptography;
using IdentityEngine.Configuration;
using IdentityEngine.Models;
using IdentityEngine.Stores;

namespace IdentityEngine.Services;

/// <summary>Device codes and user codes as they are sent and typed, before a store that knows only their hashes.</summary>
internal sealed class DeviceFlowCodes(IDeviceFlowStore store, IHandleGenerationService handles, IdentityServerOptions options)
{
    /// <summary>Of 10^9 codes few are taken at a time: whoever draws a taken one this often has a broken source of randomness.</summary>
    private const int Tries = 5;

    private const int CodesThereAre = 1_000_000_000;

    /// <summary>Stores a request under new codes.</summary>
    internal async Task<(string DeviceCode, string UserCode)> StoreAsync(DeviceCode data, Client client, CancellationToken ct)
    {
        var type = client.UserCodeType ?? options.DeviceFlow.DefaultUserCodeType;
        if (type != UserCodeTypes.Numeric)
            throw new InvalidOperationException($"There is no user code of type {type}.");

        var userCode = await DrawUserCodeAsync(ct);
        var deviceCode = await handles.GenerateAsync(ct);
        await store.StoreDeviceAuthorizationAsync(deviceCode.Sha256(), HashOf(userCode), data, ct);
        return (deviceCode, userCode);
    }

    internal Task<DeviceCode?> FindByDeviceCodeAsync(string deviceCode, CancellationToken ct) =>
        store.FindByDeviceCodeAsync(deviceCode.Sha256(), ct);

    internal Task<DeviceCode?> FindByUserCodeAsync(string userCode, CancellationToken ct) => store.FindByUserCodeAsync(HashOf(userCode), ct);

    internal Task AnswerAsync(string userCode, DeviceCode data, CancellationToken ct) => store.UpdateByUserCodeAsync(HashOf(userCode), data, ct);

    internal Task ConsumeAsync(string deviceCode, CancellationToken ct) => store.RemoveByDeviceCodeAsync(deviceCode.Sha256(), ct);

    /// <summary>Nine digits in threes (RFC 8628 6.1): typed on any keyboard, read out on the telephone.</summary>
    private async Task<string> DrawUserCodeAsync(CancellationToken ct)
    {
        for (var i = 0; i < Tries; i++)
        {
            var digits = RandomNumberGenerator.GetInt32(CodesThereAre).ToString("D9", CultureInfo.InvariantCulture);
            var userCode = $"{digits[..3]}-{digits[3..6]}-{digits[6..]}";
            if (await FindByUserCodeAsync(userCode, ct) is null)
                return userCode;
        }

        throw new InvalidOperationException("No user code is free.");
    }

    /// <summary>RFC 8628 6.1: what people put between the characters does not count.</summary>
    private static string HashOf(string userCode) => string.Concat(userCode.Where(char.IsAsciiDigit)).Sha256();
}
