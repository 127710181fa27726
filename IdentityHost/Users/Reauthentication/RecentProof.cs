using System.Text.Json;
using IdentityHost.Users.Accounts;

namespace IdentityHost.Users.Reauthentication;

/// <summary>
/// That a person has shown their password or a passkey a moment ago, in this very session. It is asked for before a credential is changed: who
/// finds a session open must not be able to lock its owner out. It ends after a few minutes, with the session, and with the password.
/// </summary>
internal sealed class RecentProof(InterimCookie cookie, IUserSession session)
{
    internal const string CookieName = "idsrv.proof";

    /// <summary>Remembers it in the person's browser.</summary>
    /// <param name="user">As they were read before the check: with another password since, the proof counts no more.</param>
    internal async Task GiveAsync(HttpContext context, ApplicationUser user, CancellationToken ct) =>
        cookie.Write(context, CookieName, await ValueAsync(user, ct));

    /// <summary>Whether it was given.</summary>
    internal async Task<bool> IsGivenAsync(HttpContext context, ApplicationUser user, CancellationToken ct) =>
        cookie.Read(context, CookieName) is { } given && given == await ValueAsync(user, ct);

    private async Task<string> ValueAsync(ApplicationUser user, CancellationToken ct) =>
        JsonSerializer.Serialize(new Proof(user.Id, await session.GetSessionIdAsync(ct), user.SecurityStamp));

    private sealed record Proof(string UserId, string? SessionId, string? SecurityStamp);
}
