using IdentityHost.Data;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace IdentityHost.Users;

/// <summary>
/// Checks a user name and a password. Every refusal is the same, and takes about the same time: an unknown name, a wrong password, a
/// user who is locked out or disabled. So the answer tells nobody which names exist.
/// </summary>
internal sealed class PasswordSignIn(
    SignInNames names,
    IPasswordHasher<ApplicationUser> hasher,
    NpgsqlDataSource dataSource,
    NobodysPassword nobodysPassword,
    SignInAttempts attempts,
    ILogger<PasswordSignIn> logger)
{
    // One column, and only the hash that was verified: what an administrator changes meanwhile (Disabled, a lockout, the password) stays.
    private const string RenewHashSql = """UPDATE "Users" SET "PasswordHash" = $2 WHERE "Id" = $1 AND "PasswordHash" = $3""";

    /// <summary>Longest password, in characters: far beyond any that a person has, and no work for the hash function to speak of.</summary>
    internal const int MaximumPasswordLength = 1024;

    /// <param name="userName">User name, or a confirmed address.</param>
    /// <summary>The user, if name and password are right and the user may sign in now; else null.</summary>
    internal async Task<ApplicationUser?> CheckAsync(string userName, string password, CancellationToken ct)
    {
        var user = await names.FindAsync(userName, ct);

        // The same statements and one hash computation, whether there is such a user or not.
        var allowed = await attempts.BeginAsync(user?.Id ?? "", ct);
        var verification = Verify(user, password);

        if (user is null)
        {
            Log.UnknownUser(logger);
            return null;
        }

        if (verification is PasswordVerificationResult.Failed || !allowed || user.Disabled)
        {
            Log.SignInRefused(logger, user.Id, ReasonOf(allowed, user.Disabled));
            return null;
        }

        // With a second factor, the attempt goes on until that one is right too (SecondFactor): else a right password, again and again,
        // would forget the wrong codes.
        if (!user.TwoFactorEnabled)
            await attempts.SucceedAsync(user.Id, ct);
        if (verification is PasswordVerificationResult.SuccessRehashNeeded)
            await RenewHashAsync(user, password, ct);
        return user;
    }

    /// <summary>Whether somebody who is signed in knows their password. Counts as an attempt to sign in.</summary>
    internal async Task<bool> ConfirmAsync(ApplicationUser user, string? password, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(password) || (await CheckAsync(user.UserName!, password, ct))?.Id != user.Id)
            return false;
        await attempts.SucceedAsync(user.Id, ct);
        return true;
    }

    private PasswordVerificationResult Verify(ApplicationUser? user, string password)
    {
        if (password.Length > MaximumPasswordLength)
            return PasswordVerificationResult.Failed;
        if (user?.PasswordHash is { } hash)
            return hasher.VerifyHashedPassword(user, hash, password);
        nobodysPassword.SpendTime(password);
        return PasswordVerificationResult.Failed;
    }

    /// <summary>The hash was made with fewer iterations than are usual now.</summary>
    private Task<int> RenewHashAsync(ApplicationUser user, string password, CancellationToken ct) =>
        dataSource.ExecuteAsync(
            RenewHashSql,
            ct,
            SqlParameters.Text(user.Id),
            SqlParameters.Text(hasher.HashPassword(user, password)),
            SqlParameters.Text(user.PasswordHash));

    private static string ReasonOf(bool allowed, bool disabled)
    {
        if (!allowed)
        {
            return "locked out";
        }

        return disabled ? "disabled" : "wrong password";
    }
}
