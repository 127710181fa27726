using IdentityEngine.Configuration;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using IdentityEngine.Validation;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Services of the host's own, in the place of the engine's. Where there can be only one, the last added counts.</summary>
public static class IdentityServerBuilderExtensionsAdditional
{
    public static IIdentityServerBuilder AddProfileService<T>(this IIdentityServerBuilder builder)
        where T : class, IProfileService => builder.Add<IProfileService, T>();

    public static IIdentityServerBuilder AddResourceValidator<T>(this IIdentityServerBuilder builder)
        where T : class, IResourceValidator => builder.Add<IResourceValidator, T>();

    public static IIdentityServerBuilder AddScopeParser<T>(this IIdentityServerBuilder builder)
        where T : class, IScopeParser => builder.Add<IScopeParser, T>();

    public static IIdentityServerBuilder AddClientStore<T>(this IIdentityServerBuilder builder)
        where T : class, IClientStore => builder.Add<IClientStore, T>();

    public static IIdentityServerBuilder AddResourceStore<T>(this IIdentityServerBuilder builder)
        where T : class, IResourceStore => builder.Add<IResourceStore, T>();

    public static IIdentityServerBuilder AddDeviceFlowStore<T>(this IIdentityServerBuilder builder)
        where T : class, IDeviceFlowStore => builder.Add<IDeviceFlowStore, T>();

    public static IIdentityServerBuilder AddPersistedGrantStore<T>(this IIdentityServerBuilder builder)
        where T : class, IPersistedGrantStore => builder.Add<IPersistedGrantStore, T>();

    public static IIdentityServerBuilder AddSigningKeyStore<T>(this IIdentityServerBuilder builder)
        where T : class, ISigningKeyStore => builder.Add<ISigningKeyStore, T>();

    /// <summary>Adds a way to present credentials; all parsers are tried, in this order.</summary>
    public static IIdentityServerBuilder AddSecretParser<T>(this IIdentityServerBuilder builder)
        where T : class, ISecretParser => builder.Add<ISecretParser, T>();

    /// <summary>Adds a way to check credentials; validators are tried until one succeeds.</summary>
    public static IIdentityServerBuilder AddSecretValidator<T>(this IIdentityServerBuilder builder)
        where T : class, ISecretValidator => builder.Add<ISecretValidator, T>();

    /// <summary>A last check of token requests, after the engine's own and before a code is used up.</summary>
    public static IIdentityServerBuilder AddCustomTokenRequestValidator<T>(this IIdentityServerBuilder builder)
        where T : class, ICustomTokenRequestValidator => builder.Add<ICustomTokenRequestValidator, T>();

    /// <summary>Sets up the HTTP client that sends logout tokens, its timeout above all (default 10 seconds).</summary>
    public static IHttpClientBuilder AddBackChannelLogoutHttpClient(this IIdentityServerBuilder builder, Action<HttpClient>? configureClient = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Services.AddBackChannelLogoutHttpClient(configureClient ?? (_ => { }));
    }

    private static IIdentityServerBuilder Add<TService, TImplementation>(this IIdentityServerBuilder builder)
        where TService : class
        where TImplementation : class, TService
    {
        builder.Services.AddTransient<TService, TImplementation>();
        return builder;
    }
}
