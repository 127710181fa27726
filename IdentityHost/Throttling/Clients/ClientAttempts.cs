using System.Security.Cryptography;
using System.Text;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.Throttling.Clients;

/// <summary>
/// Counts wrong secrets, for each client and sender (RFC 6749 2.3.1: "MUST protect any endpoint utilizing it against brute force attacks").
/// Who guesses slows down nobody but themselves: not the client elsewhere, and not the client itself at the same address, whose secret was
/// right here before.
/// </summary>
internal sealed class ClientAttempts(IOptions<IdentityHostSettings> options, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly int _perMinute = options.Value.Throttling.WrongClientSecretsPerMinute;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);

    private readonly CallerRecords _callers = new();
    private long _lastFailure;

    /// <summary>Whether any caller failed so lately that one may have to wait. If not, none needs to be looked up.</summary>
    internal bool AnyFailures =>
        Volatile.Read(ref _lastFailure) is var last && last != 0 && time.GetElapsedTime(last) < 2 * Minute;

    private TimeSpan Price => Minute / _perMinute;

    /// <summary>How long until this caller's secret is looked at; null if it is now.</summary>
    internal TimeSpan? Wait(Caller caller, string secret) =>
        _callers.Find(caller) is { } record
        && record.Wait(time.GetUtcNow(), Price, _perMinute) is { } wait
        && !record.IsRight(FingerprintOf(secret))
            ? wait
            : null;

    /// <summary>Counts a wrong secret.</summary>
    /// <returns>How long until one is looked at again, where the verdict on this one is not to be told.</returns>
    internal TimeSpan? Fail(Caller caller)
    {
        Volatile.Write(ref _lastFailure, time.GetTimestamp());
        return _callers.Get(caller).Fail(time.GetUtcNow(), Price, _perMinute);
    }

    /// <summary>Whether a success tells nothing new: a secret of this caller's that was right is remembered, and it does not fail.</summary>
    internal bool IsNoted(Caller caller) =>
        _callers.Find(caller) is { HasSecrets: true } record && (!AnyFailures || record.IsQuiet(time.GetUtcNow()));

    /// <summary>Remembers a secret that was right: whatever others try from now on, this one is not refused.</summary>
    internal void Succeed(Caller caller, string secret) => _callers.Get(caller).AddRight(FingerprintOf(secret));

    private byte[] FingerprintOf(string secret) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(secret));
}
