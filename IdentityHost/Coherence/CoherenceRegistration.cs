using IdentityHost.Engine;
using IdentityHost.Memory;

namespace IdentityHost.Coherence;

internal static class CoherenceRegistration
{
    /// <summary>What lets this node remember, and has whoever takes access away wait for every node that does.</summary>
    public static void AddCoherence(this IServiceCollection services)
    {
        services.AddSingleton<NodeLease>();
        services.AddSingleton<CommonFormats>();
        services.AddSingleton<CoherenceMetrics>();
        services.AddSingleton<Func<Generation>>(
            sp => () => new Generation(new ConfigurationCache.Epoch(), sp.GetRequiredService<TokenMemory>().Begin()));
        services.AddSingleton<NodeListener>();
        services.AddHostedService(sp => sp.GetRequiredService<NodeListener>());
        services.AddHostedService<DeadNodes>();
        services.AddSingleton<BarrierRounds>();
        services.AddSingleton(
            sp => new RevocationBarrier(sp.GetRequiredService<BarrierRounds>(), sp.GetRequiredService<IHttpContextAccessor>()));
        services.Decorate<IBackChannelLogoutService>(
            (sp, inner) => new SettledLogoutNotifications(inner, sp.GetRequiredService<RevocationBarrier>()));
    }
}
