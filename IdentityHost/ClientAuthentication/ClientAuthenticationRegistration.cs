using IdentityHost.Configuration;
using IdentityHost.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityHost.ClientAuthentication;

internal static class ClientAuthenticationRegistration
{
    /// <summary>Puts what clients really send in front of the engine's reading and checking of credentials, whichever engine it is.</summary>
    public static void AddClientAuthentication(this IServiceCollection services)
    {
        services.Decorate<ISecretsListParser>((sp, inner) => new BasicReadings(
            inner,
            sp.GetRequiredService<IClientStore>(),
            sp.GetRequiredService<IResourceStore>(),
            sp.GetRequiredService<IOptions<IdentityHostOptions>>(),
            sp.GetRequiredService<IOptions<IdentityServerOptions>>()));
        services.Decorate<ISecretsListValidator>((_, inner) => new EitherSecretValidator(inner));
    }
}
