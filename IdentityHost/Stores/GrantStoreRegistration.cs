using IdentityHost.Engine;
using IdentityHost.RequestState;

namespace IdentityHost.Stores;

internal static class GrantStoreRegistration
{
    /// <summary>Codes and tokens on PostgreSQL, and the lineage that ties them together.</summary>
    public static void AddGrantStores(this IIdentityServerBuilder engine)
    {
        engine.AddPersistedGrantStore<PersistedGrantStore>();
        engine.AddDeviceFlowStore<DeviceFlowStore>();
        engine.Services.AddTransient<IDeviceFlowThrottlingService, DevicePolls>();
        var services = engine.Services;
        services.AddTransient<PersistedGrantStore>();
        services.AddSingleton(sp => new DeployersGrantStore(
            sp.GetRequiredService<IServiceScopeFactory>(), sp.GetRequiredService<ReplacedServices>().Contains<IPersistedGrantStore>()));
        services.AddSingleton<GrantFamilies>();
        services.AddScoped<GrantLineage>();
        services.AddSingleton<RefreshTokenOverlap>();
        services.AddSingleton<ReferenceTokenReader>();
        services.AddSingleton<GrantWriter>();
        services.AddSingleton<StoredChallenge>();
        services.AddTransient<IReferenceTokenStore, ReferenceTokenStore>();
        services.AddTransient<IRefreshTokenStore, RefreshTokenStore>();
        services.AddTransient<IAuthorizationCodeStore, AuthorizationCodeStore>();
        services.AddSingleton<RevokedTokenIds>();
        services.AddTransient<ReferenceTokenRevocation>();
        services.AddTransient<JwtRevocation>();
        services.AddTransient<ICustomTokenValidator, RevokedTokenValidator>();
        services.AddTransient<ITokenRevocationResponseGenerator, HostTokenRevocationResponseGenerator>();
        services.Decorate<IClientSecretValidator>((sp, inner) => new LineageClientRecorder(inner.Get(), sp.GetRequiredService<GrantLineage>()));
        services.Decorate<ITokenCreationService>((sp, inner) => new LineageTokenCreationService(inner.Get(), sp.GetRequiredService<GrantLineage>()));
    }
}
