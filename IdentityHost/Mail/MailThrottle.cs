using System.Threading.RateLimiting;

namespace IdentityHost.Mail;

/// <summary>No more than a few mails to one address in a while, so that nobody can have this server pester somebody.</summary>
internal sealed class MailThrottle(ILogger<MailThrottle> logger) : IDisposable
{
    private const int MostMails = 3;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly PartitionedRateLimiter<string> _addresses = PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetFixedWindowLimiter(
            address, _ => new FixedWindowRateLimiterOptions { PermitLimit = MostMails, Window = Window }));

    /// <summary>Counts a mail. False: it is not to be sent.</summary>
    internal bool Allows(string address)
    {
        using var lease = _addresses.AttemptAcquire(address.ToUpperInvariant());
        if (!lease.IsAcquired)
            Log.Throttled(logger);
        return lease.IsAcquired;
    }

    public void Dispose() => _addresses.Dispose();
}
