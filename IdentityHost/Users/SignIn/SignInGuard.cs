using IdentityHost.Outcomes;
using IdentityHost.Throttling;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.Notices;

namespace IdentityHost.Users.SignIn;

/// <summary>What is done about senders who guess: they are counted and refused, and the person is told.</summary>
internal sealed class SignInGuard(
    FormLimits limits, KnownBrowser browser, SignInAttempts attempts, SecurityNotices notices, IHttpContextAccessor accessor,
    ILogger<SignInGuard> logger)
{
    /// <exception cref="TooManyRequestsException">
    /// This sender had too many wrong passwords, whoever's. In a browser that the person knows nobody is refused for others' sake.
    /// </exception>
    internal void Admit(ApplicationUser? user)
    {
        if (browser.Find(user) is null && limits.WaitForPassword(SenderOfRequest()) is { } wait)
            throw new TooManyRequestsException(wait);
    }

    /// <summary>An attempt failed, whatever of it was wrong.</summary>
    /// <param name="user">Null where there is no such user.</param>
    /// <param name="isUsedUp">Whether further ones will not be looked at.</param>
    internal async Task FailedAsync(ApplicationUser? user, SignInAttempt attempt, bool isUsedUp, CancellationToken ct)
    {
        if (attempt.Browser is not null)
            return;
        limits.CountWrongPassword(SenderOfRequest());
        if (isUsedUp && user is { Disabled: false } && await attempts.TryWarnAsync(user.Id, ct))
        {
            logger.GuessedAt(user.Id);
            if (accessor.HttpContext is { } context)
                await notices.SendAsync(context, user, SecurityChange.GuessedAt);
        }
    }

    private string SenderOfRequest() => accessor.HttpContext is { } context ? Sender.Of(context) : "";
}
