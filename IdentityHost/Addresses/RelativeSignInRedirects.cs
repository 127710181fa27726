using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace IdentityHost.Addresses;

/// <summary>
/// Who has to sign in first is sent to that page by its path (RFC 9110 10.2.2). The framework writes scheme and host as the request had them, which behind
/// a proxy need not be those that the browser sees.
/// </summary>
internal sealed class RelativeSignInRedirects : IPostConfigureOptions<CookieAuthenticationOptions>
{
    public void PostConfigure(string? name, CookieAuthenticationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (signIn, denied) = (options.Events.OnRedirectToLogin, options.Events.OnRedirectToAccessDenied);
        options.Events.OnRedirectToLogin = context => signIn(Shortened(context));
        options.Events.OnRedirectToAccessDenied = context => denied(Shortened(context));
    }

    private static RedirectContext<CookieAuthenticationOptions> Shortened(RedirectContext<CookieAuthenticationOptions> context)
    {
        var origin = $"{context.Request.Scheme}{Uri.SchemeDelimiter}{context.Request.Host}/";
        if (context.RedirectUri.StartsWith(origin, StringComparison.OrdinalIgnoreCase))
            context.RedirectUri = context.RedirectUri[(origin.Length - 1)..];
        return context;
    }
}
