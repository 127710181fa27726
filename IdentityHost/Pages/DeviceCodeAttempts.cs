using System.Threading.RateLimiting;

namespace IdentityHost.Pages;

/// <summary>
/// How many codes a person may look up (RFC 8628 5.1). Ten a minute are plenty for somebody before a television, and of 10^9 codes nobody
/// finds a live one that way. Each node counts for itself.
/// </summary>
internal sealed class DeviceCodeAttempts : IDisposable
{
    internal const int PerMinute = 10;

    private readonly PartitionedRateLimiter<string> _people = PartitionedRateLimiter.Create<string, string>(
        subject => RateLimitPartition.GetFixedWindowLimiter(
            subject, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Counts a look-up. False: it is not to be made.</summary>
    internal bool Allows(string subject)
    {
        using var lease = _people.AttemptAcquire(subject);
        return lease.IsAcquired;
    }

    public void Dispose() => _people.Dispose();
}
