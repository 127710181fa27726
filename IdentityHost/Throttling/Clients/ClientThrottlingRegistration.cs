using IdentityHost.Engine;

namespace IdentityHost.Throttling.Clients;

internal static class ClientThrottlingRegistration
{
    /// <summary>Counts what the engine's validators say, which are registered already.</summary>
    public static void AddClientThrottling(this IServiceCollection services)
    {
        services.AddSingleton<ClientAttempts>();
        services.Decorate<IClientSecretValidator>(
            (sp, inner) => new CountingClientSecretValidator(inner, sp.GetRequiredService<ClientAttempts>()));
        services.Decorate<IApiSecretValidator>(
            (sp, inner) => new CountingApiSecretValidator(inner, sp.GetRequiredService<ClientAttempts>()));
    }
}
