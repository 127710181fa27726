using IdentityHost.Engine;
using IdentityHost.Memory;
using IdentityHost.RequestState;

namespace IdentityHost.Introspection;

internal static class TokenCacheRegistration
{
    /// <summary>Puts the memory of tokens in front of the engine's validator. To be called last: it notes whose services are registered.</summary>
    public static void AddTokenCache(this IServiceCollection services)
    {
        services.AddSingleton<TokenCacheMetrics>();
        services.AddSingleton<TokenMemory>();
        services.AddSingleton<RememberedTokenFactory>();
        services.AddScoped<IntrospectionRequest>();
        services.Decorate<ITokenValidator>((sp, inner) => new CachedTokenValidator(
            inner,
            sp.GetRequiredService<IntrospectionRequest>(),
            sp.GetRequiredService<RememberedTokenFactory>(),
            sp.GetRequiredService<TokenCacheMetrics>(),
            sp.GetRequiredService<TimeProvider>()));
        services.Decorate<IHttpResponseWriter<IntrospectionResult>>(
            (sp, inner) => new IntrospectionAnswerWriter(inner, sp.GetRequiredService<IntrospectionRequest>()));
        var watched = ReplacedServices.Watch(services);
        services.AddSingleton(sp =>
        {
            var replaced = watched();
            replaced.Tell(sp.GetRequiredService<ILogger<ReplacedServices>>());
            return replaced;
        });
    }
}
