using IdentityHost.Engine;
using IdentityHost.Throttling.Clients;

namespace IdentityHost.ClientAuthentication;

internal static class ClientAuthenticationRegistration
{
    /// <summary>Puts what clients really send in front of the engine's reading and checking of credentials, whichever engine it is.</summary>
    public static void AddClientAuthentication(this IServiceCollection services)
    {
        // Who guesses is refused as soon as the secret is read, before any is compared.
        services.Decorate<ISecretsListParser>((sp, inner) => new GuessedSecrets(new BasicReadings(inner), sp.GetRequiredService<ClientAttempts>()));
        services.Decorate<ISecretsListValidator>((_, inner) => new EitherSecretValidator(inner));
    }
}
