using System.Globalization;
using IdentityHost.Data;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.SignIn;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace IdentityHost.Users.Passkeys;

/// <summary>Signs somebody in by a passkey alone: the passkey names its user, and its holder was verified by it.</summary>
internal sealed class PasskeySignIn(
    IPasskeyHandler<ApplicationUser> handler,
    InterimCookie cookie,
    SingleUse singleUse,
    NpgsqlDataSource dataSource,
    TimeProvider time,
    ILogger<PasskeySignIn> logger)
{
    internal const string CookieName = "idsrv.passkey";

    // Web Authentication 7.2, step 22: the counter only rises, if the authenticator counts at all. And the passkey is still there, of a
    // user who may sign in.
    private const string UseSql =
        """
        UPDATE "UserPasskeys" p
        SET "Data" = p."Data" || jsonb_build_object('SignCount', $3, 'IsBackedUp', $4::boolean)
        FROM "Users" u
        WHERE p."CredentialId" = $1 AND p."UserId" = $2 AND ((p."Data" ->> 'SignCount')::bigint < $3 OR $3 = 0)
          AND u."Id" = p."UserId" AND NOT u."Disabled" AND (NOT u."LockoutEnabled" OR u."LockoutEnd" IS NULL OR u."LockoutEnd" <= $5)
        """;

    /// <summary>What <c>navigator.credentials.get</c> wants, as JSON. The challenge in it is remembered for this browser.</summary>
    /// <param name="user">Whose passkeys will do; null while nobody is known.</param>
    internal async Task<string> MakeOptionsAsync(HttpContext context, ApplicationUser? user = null)
    {
        var options = await handler.MakeRequestOptionsAsync(user, context);
        cookie.Write(context, CookieName, options.AssertionState!);
        return options.RequestOptionsJson;
    }

    /// <summary>Who signs in, and by what means; null if the passkey is unknown, the answer wrong, or the user may not sign in.</summary>
    internal async Task<(ApplicationUser User, string[] Methods)?> CheckAsync(HttpContext context, string credential, CancellationToken ct)
    {
        var state = cookie.Read(context, CookieName);
        InterimCookie.Delete(context, CookieName);
        if (state is null)
            return null;

        var result = await handler.PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = state });
        if (!result.Succeeded)
        {
            logger.PasskeyRefused(result.Failure);
            return null;
        }

        var (user, passkey) = (result.User, result.Passkey);
        // The whole state, for the challenge is in it.
        if (!await singleUse.TryUseAsync(user.Id, "passkey " + state, InterimCookie.Lifetime, ct) || !await UseAsync(user, passkey, ct))
        {
            logger.SignInRefused(user.Id, "passkey used before or removed, or the user is disabled or locked out");
            return null;
        }

        var key = passkey.IsBackupEligible ? AuthenticationMethods.SoftwareKey : AuthenticationMethods.HardwareKey;
        return (user, [key, AuthenticationMethods.UserPresence, AuthenticationMethods.MultipleFactors]);
    }

    private async Task<bool> UseAsync(ApplicationUser user, UserPasskeyInfo passkey, CancellationToken ct)
    {
        var rows = await dataSource.ExecuteAsync(
            UseSql,
            ct,
            new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea, Value = passkey.CredentialId },
            SqlParameters.Text(user.Id),
            SqlParameters.Bigint(passkey.SignCount),
            SqlParameters.Text(passkey.IsBackedUp.ToString(CultureInfo.InvariantCulture)),
            SqlParameters.Timestamp(time.GetUtcNow().UtcDateTime));
        return rows > 0;
    }
}
