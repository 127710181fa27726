using System.Text.Json;
using IdentityHost.Data;
using IdentityHost.Users.Accounts;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace IdentityHost.Users.TwoFactor;

/// <summary>
/// Remembers, between the password and the second factor, whose password was right and where they were going. Nobody is signed in
/// meanwhile. The state is good for one return URL, and only while the user is what they were: whoever was deleted or disabled, or
/// changed the password, starts again.
/// </summary>
internal sealed class SecondStep(InterimCookie cookie, UserManager<ApplicationUser> users, NpgsqlDataSource dataSource)
{
    internal const string CookieName = "idsrv.second-step";

    // Changes with the password, and is null for whoever may not sign in, or not by a second factor.
    private const string CredentialsSql =
        """
        SELECT encode(sha256(convert_to(concat_ws('|', "PasswordHash", "SecurityStamp"), 'UTF8')), 'hex')
        FROM "Users" WHERE "Id" = $1 AND "TwoFactorEnabled" AND NOT "Disabled"
        """;

    /// <summary>The password was right, and a second factor is asked for.</summary>
    internal async Task BeginAsync(HttpContext context, ApplicationUser user, string? returnUrl, CancellationToken ct)
    {
        var state = new State(user.Id, await CredentialsAsync(user.Id, ct), returnUrl);
        cookie.Write(context, CookieName, JsonSerializer.Serialize(state));
    }

    /// <summary>Whose second factor is asked for; null if they have to start again.</summary>
    internal async Task<ApplicationUser?> FindUserAsync(HttpContext context, string? returnUrl, CancellationToken ct)
    {
        if (cookie.Read(context, CookieName) is not { } value || JsonSerializer.Deserialize<State>(value) is not { } state)
            return null;
        // The user before the credentials: what is returned is no newer than what was compared.
        var user = state.ReturnUrl == returnUrl ? await users.FindByIdAsync(state.UserId) : null;
        var credentials = user is null ? null : await CredentialsAsync(state.UserId, ct);
        return credentials is not null && credentials == state.Credentials ? user : null;
    }

    internal static void End(HttpContext context) => InterimCookie.Delete(context, CookieName);

    private async Task<string?> CredentialsAsync(string userId, CancellationToken ct) =>
        await dataSource.ScalarAsync(CredentialsSql, ct, SqlParameters.Text(userId)) as string;

    private sealed record State(string UserId, string? Credentials, string? ReturnUrl);
}
