using System.Diagnostics;
using IdentityHost.Outcomes;
using IdentityHost.Settings;
using IdentityHost.Throttling;
using Microsoft.Extensions.Options;

namespace IdentityHost.Users.Passwords;

/// <summary>
/// Hashing passwords is the most expensive thing that a stranger can ask for. It is done on few threads of its own that give way to others,
/// and who asks waits in a <see cref="FairQueue"/>: tokens are looked at and revoked as fast as ever meanwhile.
/// </summary>
internal sealed class PasswordWork(
    PasswordHashes hashes, IHttpContextAccessor accessor, IOptions<IdentityHostSettings> options, ThrottlingMetrics metrics, TimeProvider time)
{
    private const int LongestLine = 32;
    private const int MostWaiting = 1000;

    private readonly TimeSpan _longestWait = options.Value.Throttling.LongestPasswordWait;

    private readonly FairQueue _queue = metrics.Watch(
        new FairQueue(
            TurnsOf(options.Value.Throttling), LongestLine, MostWaiting, options.Value.Throttling.LongestPasswordWait, time));

    /// <summary>Waits for a turn, which allows for one check or one new hash.</summary>
    /// <exception cref="TooManyRequestsException">The sender has too many waiting, or it took too long.</exception>
    internal async Task<Turn> WaitAsync(CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var sender = accessor.HttpContext is { } context ? Sender.Of(context) : "";
        if (!await _queue.EnterAsync(sender, ct))
            throw new TooManyRequestsException(_longestWait);
        metrics.PasswordWaited(Stopwatch.GetElapsedTime(began));
        return new Turn(_queue, hashes);
    }

    /// <summary>The hash of a new password.</summary>
    /// <exception cref="TooManyRequestsException">The sender has too many waiting, or it took too long.</exception>
    internal async Task<string> HashAsync(string password, CancellationToken ct)
    {
        using var turn = await WaitAsync(ct);
        return await turn.HashAsync(password);
    }

    private static int TurnsOf(ThrottlingSettings settings) =>
        settings.PasswordsAtOnce > 0 ? settings.PasswordsAtOnce : Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Ends when it is disposed.</summary>
    internal sealed class Turn(FairQueue queue, PasswordHashes hashes) : IDisposable
    {
        /// <summary>As <see cref="PasswordHashes.Check"/>.</summary>
        internal Task<(bool IsRight, string? NewHash)> CheckAsync(string? hash, string password) =>
            YieldingThread.RunAsync(() => hashes.Check(hash, password));

        /// <summary>As <see cref="PasswordHashes.Make"/>.</summary>
        internal Task<string> HashAsync(string password) => YieldingThread.RunAsync(() => hashes.Make(password));

        public void Dispose() => queue.Leave();
    }
}
