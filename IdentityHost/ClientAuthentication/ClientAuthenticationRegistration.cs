using IdentityHost.Configuration;

namespace IdentityHost.ClientAuthentication;

internal static class ClientAuthenticationRegistration
{
    /// <summary>Puts what clients really send in front of the engine's reading and checking of credentials, whichever engine it is.</summary>
    public static void AddClientAuthentication(this IServiceCollection services)
    {
        services.Decorate<ISecretsListParser>((_, inner) => new BasicReadings(inner));
        services.Decorate<ISecretsListValidator>((_, inner) => new EitherSecretValidator(inner));
    }
}
