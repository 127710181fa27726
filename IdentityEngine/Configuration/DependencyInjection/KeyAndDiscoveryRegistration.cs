using IdentityEngine.Stores.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdentityEngine.Configuration.DependencyInjection;

/// <summary>Stored formats, signing keys, JWTs, the server's own addresses, and discovery.</summary>
internal static class KeyAndDiscoveryRegistration
{
    internal static void AddKeysAndDiscovery(this IIdentityServerBuilder builder)
    {
        var services = builder.Services;

        services.AddDataProtection();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IPersistentGrantSerializer, PersistentGrantSerializer>();
    }
}
