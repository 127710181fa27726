using IdentityEngine.EntityFramework.DbContexts;
using IdentityEngine.EntityFramework.Options;
using IdentityEngine.EntityFramework.Stores;
using IdentityEngine.Stores;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Reads configuration and signing keys through EF Core.</summary>
public static class IdentityServerEntityFrameworkBuilderExtensions
{
    /// <summary>Reads clients and resources from the database. Nothing is cached.</summary>
    public static IIdentityServerBuilder AddConfigurationStore(
        this IIdentityServerBuilder builder, Action<ConfigurationStoreOptions>? storeOptionsAction = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        var options = new ConfigurationStoreOptions();
        storeOptionsAction?.Invoke(options);

        builder.Services.AddStoreContext<ConfigurationDbContext>(
            options.ConfigureDbContext, options.ResolveDbContextOptions, options.EnablePooling, options.PoolSize);
        builder.Services.AddTransient<IClientStore, ClientStore>();
        builder.Services.AddTransient<IResourceStore, ResourceStore>();
        return builder;
    }

    /// <summary>Stores signing keys in the database.</summary>
    public static IIdentityServerBuilder AddOperationalStore(
        this IIdentityServerBuilder builder, Action<OperationalStoreOptions>? storeOptionsAction = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        var options = new OperationalStoreOptions();
        storeOptionsAction?.Invoke(options);

        builder.Services.AddStoreContext<PersistedGrantDbContext>(
            options.ConfigureDbContext, options.ResolveDbContextOptions, options.EnablePooling, options.PoolSize);
        builder.Services.AddTransient<ISigningKeyStore, SigningKeyStore>();
        return builder;
    }
}
