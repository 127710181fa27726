using IdentityHost.Engine;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace IdentityHost.Addresses;

internal static class AddressRegistration
{
    /// <summary>Where an issuer is configured, its address is the only one that an answer tells, and others are not answered.</summary>
    public static void AddIssuerAddress(this IServiceCollection services)
    {
        services.AddSingleton<IssuerAddress>();
        services.Decorate<IServerUrls>((sp, inner) => new IssuerServerUrls(inner, sp.GetRequiredService<IssuerAddress>()));
        services.AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>, RelativeSignInRedirects>();
    }
}
