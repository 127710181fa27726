using IdentityEngine;
using IdentityEngine.Configuration;
using IdentityEngine.Services;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

// The contract has it where HttpContext is.
#pragma warning disable IDE0130
namespace Microsoft.AspNetCore.Http;
#pragma warning restore IDE0130

/// <summary>Signs a user in at this server.</summary>
public static class AuthenticationManagerExtensions
{
    /// <summary>Signs the user in for one browser session.</summary>
    public static Task SignInAsync(this HttpContext context, IdentityServerUser user) =>
        context.SignInAsync(user, new AuthenticationProperties());

    /// <summary>Signs the user in. A session id is made, unless the same user was signed in already and keeps theirs.</summary>
    public static Task SignInAsync(this HttpContext context, IdentityServerUser user, AuthenticationProperties properties)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(user);
        var options = context.RequestServices.GetRequiredService<IdentityServerOptions>();
        return context.SignInAsync(SessionCookie.SchemeOf(options), user.CreatePrincipal(), properties);
    }
}
