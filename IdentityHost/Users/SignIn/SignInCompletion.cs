using IdentityHost.Sessions;
using IdentityHost.Users.Accounts;

namespace IdentityHost.Users.SignIn;

/// <summary>The one place where somebody becomes signed in, whichever page checked who they are.</summary>
internal sealed class SignInCompletion(SessionRenewal sessions, KnownBrowser browser, IEventService events)
{
    /// <summary>Begins the session of a user whose every factor was checked now. It lasts no longer than the browser's own session.</summary>
    /// <param name="user">As it was read before the check: with a new password since, there is no session, and they are asked again.</param>
    /// <param name="authenticationMethods">How they proved it (<see cref="AuthenticationMethods"/>).</param>
    /// <param name="clientId">The client for whose sake they sign in; null if they came on their own.</param>
    internal async Task CompleteAsync(
        HttpContext context, ApplicationUser user, IEnumerable<string> authenticationMethods, string? clientId, CancellationToken ct)
    {
        var displayName = user.DisplayName ?? user.UserName!;
        var signedIn = new IdentityServerUser(user.Id) { DisplayName = displayName, AuthenticationMethods = [.. authenticationMethods] };
        SignInProof.Set(context, user.Id, user.SecurityStamp);
        browser.Remember(user.Id, user.SecurityStamp);
        await sessions.SignInAsync(context, signedIn);
        await events.RaiseAsync(new UserLoginSuccessEvent(user.UserName, user.Id, displayName, clientId: clientId), ct);
    }
}
