using IdentityEngine.Configuration;
using IdentityEngine.Configuration.DependencyInjection;
using IdentityEngine.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the engine.</summary>
public static class IdentityServerServiceCollectionExtensions
{
    /// <summary>Registers the engine with default options.</summary>
    /// <remarks>
    /// The host adds the stores: configuration and keys (<c>AddConfigurationStore</c>, <c>AddOperationalStore</c> or its own),
    /// <c>IPersistedGrantStore</c>, <c>IReferenceTokenStore</c>, <c>IRefreshTokenStore</c>, <c>IAuthorizationCodeStore</c> and
    /// <c>IDeviceFlowStore</c>. What is registered after this call replaces what the engine brings.
    /// </remarks>
    public static IIdentityServerBuilder AddIdentityServer(this IServiceCollection services)
    {
        services.AddOptions<IdentityServerOptions>();
        services.AddHttpContextAccessor();
        services.AddAuthentication();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<IdentityServerOptions>>().Value);
        services.TryAddSingleton<EndpointRouter>();

        var builder = new IdentityServerBuilder(services);
        builder.AddKeysAndDiscovery();
        builder.AddAuthorize();
        builder.AddTokens();
        builder.AddDeviceFlow();
        return builder;
    }

    /// <summary>Registers the engine.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="setupAction">Sets the options.</param>
    public static IIdentityServerBuilder AddIdentityServer(this IServiceCollection services, Action<IdentityServerOptions> setupAction)
    {
        services.Configure(setupAction);
        return services.AddIdentityServer();
    }

    /// <summary>Registers the engine.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">The section from which the options are bound.</param>
    public static IIdentityServerBuilder AddIdentityServer(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<IdentityServerOptions>(configuration);
        return services.AddIdentityServer();
    }
}
