using IdentityHost.Engine;
using IdentityHost.Memory;
using Npgsql;

namespace IdentityHost.Configuration;

internal static class ConfigurationCacheRegistration
{
    /// <summary>Puts the cache in front of the stores that the engine registered.</summary>
    public static void AddConfigurationCache(this IServiceCollection services)
    {
        services.AddSingleton<LastKnownResources>();
        services.AddSingleton<ConfigurationCache>();
        services.AddSingleton(new LastKnown<IReadOnlyCollection<SerializedKey>>(static keys => keys.Count > 0));
        services.Decorate<IClientStore>(
            (sp, inner) => new CachedClientStore(inner, sp.GetRequiredService<ConfigurationCache>(), sp.GetRequiredService<NpgsqlDataSource>()));
        services.Decorate<IResourceStore>(
            (sp, inner) => new CachedResourceStore(
                inner, sp.GetRequiredService<ConfigurationCache>(), sp.GetRequiredService<LastKnownResources>()));
        services.Decorate<ISigningKeyStore>(
            (sp, inner) => new LastKnownSigningKeyStore(
                inner,
                sp.GetRequiredService<LastKnown<IReadOnlyCollection<SerializedKey>>>(),
                sp.GetRequiredService<IServiceScopeFactory>(),
                sp.GetRequiredService<ILogger<LastKnownSigningKeyStore>>()));
    }
}
