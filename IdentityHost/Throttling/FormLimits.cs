using System.Threading.RateLimiting;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.Throttling;

/// <summary>What one sender may post on the pages: so many forms, and so many wrong passwords.</summary>
internal sealed class FormLimits : IDisposable
{
    private const int MinutesOfPasswords = 5;

    private readonly PartitionedRateLimiter<string> _forms;
    private readonly PartitionedRateLimiter<string> _wrongPasswords;

    public FormLimits(IOptions<IdentityHostSettings> options)
    {
        var settings = options.Value.Throttling;
        var forms = new TokenBucketRateLimiterOptions
        {
            TokenLimit = settings.FormsPerMinute / 3,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / settings.FormsPerMinute,
        };
        // A bucket knows fractions of a token, which would do for looking whether there is one.
        var wrongPasswords = new FixedWindowRateLimiterOptions
        {
            PermitLimit = settings.WrongPasswordsPerMinute * MinutesOfPasswords,
            Window = TimeSpan.FromMinutes(MinutesOfPasswords),
        };
        _forms = PartitionedRateLimiter.Create<string, string>(sender => RateLimitPartition.GetTokenBucketLimiter(sender, _ => forms));
        _wrongPasswords =
            PartitionedRateLimiter.Create<string, string>(sender => RateLimitPartition.GetFixedWindowLimiter(sender, _ => wrongPasswords));
    }

    /// <summary>Counts a form.</summary>
    /// <returns>After which time there may be another; null if this one is allowed.</returns>
    public TimeSpan? CountForm(string sender) => Take(_forms, sender, 1);

    /// <summary>Counts a wrong password.</summary>
    public void CountWrongPassword(string sender) => Take(_wrongPasswords, sender, 1);

    /// <returns>After which time a password is looked at again; null if now.</returns>
    public TimeSpan? WaitForPassword(string sender) => Take(_wrongPasswords, sender, 0);

    public void Dispose()
    {
        _forms.Dispose();
        _wrongPasswords.Dispose();
    }

    private static TimeSpan? Take(PartitionedRateLimiter<string> limiter, string sender, int permits)
    {
        using var lease = limiter.AttemptAcquire(sender, permits);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }
}
