namespace IdentityHost.Users.TwoFactor;

internal static class TwoFactorRegistration
{
    /// <summary>One-time passwords of authenticator apps, and recovery codes.</summary>
    internal static IServiceCollection AddTwoFactor(this IServiceCollection services) =>
        services
            .AddScoped<Authenticator>()
            .AddScoped<RecoveryCodes>()
            .AddScoped<SecondFactor>()
            .AddScoped<SecondStep>();
}
