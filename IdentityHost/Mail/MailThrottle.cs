using System.Threading.RateLimiting;

namespace IdentityHost.Mail;

/// <summary>
/// No more than a few mails to one address in a while, so that nobody can have this server pester somebody. Notices are counted apart: a
/// stranger who asks for many links must not silence "your password was changed".
/// </summary>
internal sealed class MailThrottle(ILogger<MailThrottle> logger) : IDisposable
{
    private const int MostMails = 3;
    private const int MostNotices = 20;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly PartitionedRateLimiter<string> _mails = LimiterOf(MostMails);
    private readonly PartitionedRateLimiter<string> _notices = LimiterOf(MostNotices);

    /// <summary>Counts a mail. False: it is not to be sent.</summary>
    internal bool Allows(OutgoingMail mail)
    {
        using var lease = (mail.IsNotice ? _notices : _mails).AttemptAcquire(mail.To.ToUpperInvariant());
        if (!lease.IsAcquired)
            Log.Throttled(logger);
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        _mails.Dispose();
        _notices.Dispose();
    }

    private static PartitionedRateLimiter<string> LimiterOf(int most) => PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetFixedWindowLimiter(
            address, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = Window }));
}
