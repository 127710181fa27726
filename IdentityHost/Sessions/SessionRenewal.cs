using Microsoft.AspNetCore.Authentication;

namespace IdentityHost.Sessions;

/// <summary>
/// Whoever signs in again in a session of theirs goes on in it under a new key: whoever learnt the old one, before they proved anew who they are,
/// has nothing of that (session fixation). The session's id stays, and with it what clients know it by: its tokens, and who is told of its end.
/// </summary>
internal sealed class SessionRenewal(IServiceScopeFactory scopes)
{
    /// <summary>What a ticket says of itself and not of its session.</summary>
    private const string OfTicket = ".";

    private static readonly object State = new();
    private static readonly object UnderWay = new();
    private static readonly object Done = new();

    /// <summary>Whether nobody is to find the session under the key with which the request came.</summary>
    internal static bool IsUnderWay(HttpContext context) => context.Items[State] == UnderWay;

    /// <summary>Whether the browser has been given the new key.</summary>
    internal static bool IsDone(HttpContext context) => context.Items[State] == Done;

    /// <summary>Signs a person in; in their own session, under a new key.</summary>
    internal async Task SignInAsync(HttpContext context, IdentityServerUser user)
    {
        var current = await context.AuthenticateAsync();
        if (current.Principal?.FindFirst("sub")?.Value != user.SubjectId)
        {
            await context.SignInAsync(user);
            return;
        }

        // The handler that has read the old key would keep it, and belongs to the scope of services.
        await using var scope = scopes.CreateAsyncScope();
        context.Items[State] = UnderWay;
        await scope.ServiceProvider.GetRequiredService<IAuthenticationService>()
            .SignInAsync(context, scheme: null, user.CreatePrincipal(), OfSession(current.Properties));
        context.Items[State] = Done;
    }

    private static AuthenticationProperties OfSession(AuthenticationProperties? current)
    {
        var properties = new AuthenticationProperties();
        foreach (var (name, value) in current?.Items ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            if (!name.StartsWith(OfTicket, StringComparison.Ordinal) && !DeviceOfSession.IsOfDevice(name))
                properties.Items[name] = value;
        }

        return properties;
    }
}
