using IdentityHost.Users.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IdentityHost.Users.Passkeys;

internal static class PasskeyRegistration
{
    /// <summary>ASP.NET Core Identity's passkeys (Web Authentication Level 3), without its cookies.</summary>
    internal static IServiceCollection AddPasskeys(this IServiceCollection services) =>
        services
            .AddSingleton<IConfigureOptions<IdentityPasskeyOptions>, ConfigurePasskeyOptions>()
            .AddScoped<IPasskeyHandler<ApplicationUser>, PasskeyHandler<ApplicationUser>>()
            .AddScoped<PasskeyEnrollment>()
            .AddScoped<PasskeySignIn>();
}
