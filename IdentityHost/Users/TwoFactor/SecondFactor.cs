using IdentityHost.Users.Accounts;
using IdentityHost.Users.SignIn;

namespace IdentityHost.Users.TwoFactor;

/// <summary>
/// Checks the second factor of somebody whose password was right. Wrong ones count as wrong passwords do, by the same statement: whoever
/// knows a password guesses no more codes than passwords.
/// </summary>
internal sealed class SecondFactor(
    SignInAttempts attempts, SignInGuard guard, Authenticator authenticator, RecoveryCodes recoveryCodes, ILogger<SecondFactor> logger)
{
    /// <summary>Longest code, in characters, that is looked at.</summary>
    internal const int MaximumCodeLength = 64;

    /// <summary>Accepts a code of the authenticator app, once.</summary>
    internal Task<bool> CheckCodeAsync(ApplicationUser user, string code, CancellationToken ct) =>
        CheckAsync(user, code, authenticator.AcceptAsync, "wrong or used one-time password", ct);

    /// <summary>Accepts a recovery code, once.</summary>
    internal Task<bool> CheckRecoveryCodeAsync(ApplicationUser user, string code, CancellationToken ct) =>
        CheckAsync(user, code, recoveryCodes.RedeemAsync, "wrong or used recovery code", ct);

    private async Task<bool> CheckAsync(
        ApplicationUser user, string code, Func<ApplicationUser, string, CancellationToken, Task<bool>> accept, string refusal, CancellationToken ct)
    {
        var attempt = await attempts.BeginAsync(user, ct);
        if (!attempt.IsAllowed || code.Length > MaximumCodeLength || !await accept(user, code, ct))
        {
            await guard.FailedAsync(user, attempt, attempt.IsLast || !attempt.IsAllowed, ct);
            logger.SignInRefused(user.Id, attempt.IsAllowed ? refusal : "too many attempts, or locked out");
            return false;
        }

        await attempts.SucceedAsync(attempt, ct);
        return true;
    }
}
