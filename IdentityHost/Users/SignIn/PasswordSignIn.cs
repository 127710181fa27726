using IdentityHost.Data;
using IdentityHost.Outcomes;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.Passwords;
using Npgsql;

namespace IdentityHost.Users.SignIn;

/// <summary>
/// Checks a user name and a password. Every refusal is the same, and takes about the same time: an unknown name, a wrong password, a
/// user who is locked out or disabled. So the answer tells nobody which names exist.
/// </summary>
internal sealed class PasswordSignIn(
    SignInNames names,
    PasswordWork work,
    NpgsqlDataSource dataSource,
    SignInAttempts attempts,
    SignInGuard guard,
    ILogger<PasswordSignIn> logger)
{
    // One column, and only the hash that was verified: what an administrator changes meanwhile (Disabled, a lockout, the password) stays.
    private const string RenewHashSql = """UPDATE "Users" SET "PasswordHash" = $2 WHERE "Id" = $1 AND "PasswordHash" = $3""";

    /// <param name="userName">User name, or a confirmed address.</param>
    /// <summary>The user, if name and password are right and the user may sign in now; else null.</summary>
    /// <exception cref="TooManyRequestsException">The sender tried too many; nothing was looked at or counted.</exception>
    internal async Task<ApplicationUser?> CheckAsync(string userName, string password, CancellationToken ct)
    {
        var user = await names.FindAsync(userName, ct);
        guard.Admit(user);

        // The same statements and one hash computation, whether there is such a user or not.
        SignInAttempt attempt;
        bool isRight;
        string? newHash;
        using (var turn = await work.WaitAsync(ct))
        {
            attempt = await attempts.BeginAsync(user, ct);
            (isRight, newHash) = await turn.CheckAsync(user?.PasswordHash, password);
        }

        if (user is null || !isRight || !attempt.IsAllowed || user.Disabled)
        {
            await guard.FailedAsync(user, attempt, attempt.IsLast, ct);
            Refuse(user, attempt);
            return null;
        }

        // With a second factor, the attempt goes on until that one is right too (SecondFactor): else a right password, again and again,
        // would forget the wrong codes.
        if (!user.TwoFactorEnabled)
            await attempts.SucceedAsync(attempt, ct);
        if (newHash is not null)
            await dataSource.ExecuteAsync(RenewHashSql, ct, SqlParameters.Text(user.Id), SqlParameters.Text(newHash), SqlParameters.Text(user.PasswordHash));
        return user;
    }

    /// <summary>Whether somebody who is signed in knows their password. Counts as an attempt to sign in.</summary>
    /// <exception cref="TooManyRequestsException">The sender tried too many; nothing was looked at or counted.</exception>
    internal async Task<bool> ConfirmAsync(ApplicationUser user, string? password, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(password) || (await CheckAsync(user.UserName!, password, ct))?.Id != user.Id)
            return false;
        await attempts.ForgetAsync(user, ct);
        return true;
    }

    private void Refuse(ApplicationUser? user, SignInAttempt attempt)
    {
        if (user is null)
            logger.UnknownUser();
        else
            logger.SignInRefused(user.Id, ReasonOf(attempt.IsAllowed, user.Disabled));
    }

    private static string ReasonOf(bool allowed, bool disabled)
    {
        if (!allowed)
        {
            return "too many attempts, or locked out";
        }

        return disabled ? "disabled" : "wrong password";
    }
}
