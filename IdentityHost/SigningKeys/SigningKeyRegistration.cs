using IdentityHost.Engine;
using Npgsql;

namespace IdentityHost.SigningKeys;

internal static class SigningKeyRegistration
{
    // Keys that somebody changes by hand, or that another node made, are known so soon; unknown ones are looked for at once.
    private static readonly TimeSpan CacheDuration = TimeSpan.FromMinutes(1);

    /// <summary>Signing keys that rotate on any number of nodes (the ages are the engine's own defaults).</summary>
    public static void AddSigningKeyRotation(this IServiceCollection services)
    {
        services.AddOptions<IdentityServerOptions>().Configure(options => options.KeyManagement.KeyCacheDuration = CacheDuration);
        services.Decorate<ISigningKeyStore>((sp, inner) => new SharedSigningKeyStore(
            inner, sp.GetRequiredService<NpgsqlDataSource>(), sp.GetRequiredService<IdentityServerOptions>()));
        services.AddHostedService<SigningKeyRotation>();
    }
}
