using Npgsql;

namespace IdentityHost.Configuration;

internal static class ConfigurationCacheRegistration
{
    /// <summary>Puts the cache in front of the stores that the engine registered.</summary>
    public static void AddConfigurationCache(this IServiceCollection services)
    {
        services.AddSingleton<ConfigurationCache>();
        services.AddSingleton<LastKnownSigningKeys>();
        services.Decorate<IClientStore>(
            (sp, inner) => new CachedClientStore(inner, sp.GetRequiredService<ConfigurationCache>(), sp.GetRequiredService<NpgsqlDataSource>()));
        services.Decorate<IResourceStore>(
            (sp, inner) => new CachedResourceStore(
                inner, sp.GetRequiredService<ConfigurationCache>(), sp.GetRequiredService<ILogger<CachedResourceStore>>()));
        services.Decorate<ISigningKeyStore>(
            (sp, inner) => new LastKnownSigningKeyStore(
                inner, sp.GetRequiredService<LastKnownSigningKeys>(), sp.GetRequiredService<ILogger<LastKnownSigningKeyStore>>()));
    }
}
