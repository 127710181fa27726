using IdentityHost.Configuration;
using IdentityHost.Throttling.Clients;

namespace IdentityHost.Throttling;

internal static class ThrottlingRegistration
{
    /// <summary>Limits for senders who flood or guess.</summary>
    public static IServiceCollection AddThrottling(this IServiceCollection services) =>
        services
            .AddSingleton<ThrottlingMetrics>()
            .AddSingleton<TooManyRequests>()
            .AddSingleton<FormLimits>()
            .AddSingleton<ClientAttempts>();

    /// <summary>Counts what the engine's validators say, which are registered already.</summary>
    public static void AddClientThrottling(this IServiceCollection services)
    {
        services.Decorate<IClientSecretValidator>(
            (sp, inner) => new CountingClientSecretValidator(inner, sp.GetRequiredService<ClientAttempts>()));
        services.Decorate<IApiSecretValidator>(
            (sp, inner) => new CountingApiSecretValidator(inner, sp.GetRequiredService<ClientAttempts>()));
    }
}
