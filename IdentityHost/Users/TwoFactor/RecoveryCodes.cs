using IdentityHost.Data;
using IdentityHost.Users.Accounts;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace IdentityHost.Users.TwoFactor;

/// <summary>Codes for somebody who lost their authenticator app. Each works once.</summary>
internal sealed class RecoveryCodes(
    UserManager<ApplicationUser> users, UserTokenProtector protector, NpgsqlDataSource dataSource, ILogger<RecoveryCodes> logger)
{
    /// <summary>How many there are at first.</summary>
    internal const int Number = 10;

    private const char Separator = ';';

    // "XXXXX-XXXXX", as Identity makes them.
    private const int HyphenAt = 5;
    private const int LettersInCode = 10;

    private const string ReadSql = """SELECT "Value" FROM "UserTokens" WHERE "UserId" = $1 AND "LoginProvider" = $2 AND "Name" = $3""";

    // Only in the place of the very list that had the code: of two who try the same code, one finds another list.
    private const string ReplaceSql =
        """UPDATE "UserTokens" SET "Value" = $4 WHERE "UserId" = $1 AND "LoginProvider" = $2 AND "Name" = $3 AND "Value" = $5""";

    /// <summary>Makes new codes in the place of those there were, and saves what else was changed of the user.</summary>
    /// <returns>Null if somebody else changed the user meanwhile, and nothing was saved.</returns>
    internal async Task<IReadOnlyList<string>?> ReplaceAsync(ApplicationUser user)
    {
        var made = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, Number);
        if (made is null)
            return null;
        logger.RecoveryCodesMade(user.Id);
        return [.. made];
    }

    /// <summary>How many are left.</summary>
    internal Task<int> CountAsync(ApplicationUser user) => users.CountRecoveryCodesAsync(user);

    /// <summary>Uses a code up. False if it is none, or was used before.</summary>
    internal async Task<bool> RedeemAsync(ApplicationUser user, string typed, CancellationToken ct)
    {
        var code = Normalize(typed);
        while (await ReadAsync(user.Id, ct) is { } stored)
        {
            var codes = Unprotect(user.Id, stored).Split(Separator, StringSplitOptions.RemoveEmptyEntries);
            if (!codes.Contains(code))
                return false;
            var left = string.Join(Separator, codes.Where(other => other != code));
            if (await ReplaceAsync(user.Id, stored, left, ct))
                return true;
        }

        return false;
    }

    /// <summary>However people copy a code: in lower case, with spaces, without the hyphen.</summary>
    private static string Normalize(string typed)
    {
        var letters = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return letters.Length == LettersInCode ? letters.Insert(HyphenAt, "-") : letters;
    }

    private async Task<string?> ReadAsync(string userId, CancellationToken ct) =>
        await dataSource.ScalarAsync(ReadSql, ct, [.. Row(userId)]) as string;

    private async Task<bool> ReplaceAsync(string userId, string stored, string codes, CancellationToken ct)
    {
        var value = protector.Protect(userId, TwoFactorTokens.Provider, TwoFactorTokens.RecoveryCodes, codes);
        return await dataSource.ExecuteAsync(ReplaceSql, ct, [.. Row(userId), SqlParameters.Text(value), SqlParameters.Text(stored)]) > 0;
    }

    private string Unprotect(string userId, string stored) =>
        protector.Unprotect(userId, TwoFactorTokens.Provider, TwoFactorTokens.RecoveryCodes, stored);

    private static IEnumerable<NpgsqlParameter> Row(string userId) =>
        [SqlParameters.Text(userId), SqlParameters.Text(TwoFactorTokens.Provider), SqlParameters.Text(TwoFactorTokens.RecoveryCodes)];
}
