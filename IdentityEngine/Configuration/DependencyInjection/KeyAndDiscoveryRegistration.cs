using IdentityEngine.Endpoints;
using IdentityEngine.Endpoints.Results;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Services;
using IdentityEngine.Services.KeyManagement;
using IdentityEngine.Stores.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdentityEngine.Configuration.DependencyInjection;

/// <summary>Stored formats, signing keys, JWTs, the server's own addresses, and discovery.</summary>
internal static class KeyAndDiscoveryRegistration
{
    internal static void AddKeysAndDiscovery(this IIdentityServerBuilder builder)
    {
        var services = builder.Services;

        services.AddDataProtection();
        services.TryAddSingleton<IPersistentGrantSerializer, PersistentGrantSerializer>();

        services.TryAddSingleton<SigningKeyCache>();
        services.TryAddSingleton<SigningKeySerializer>();
        services.TryAddSingleton<SigningKeyFactory>();
        services.TryAddTransient<IKeyManager, KeyManager>();
        services.TryAddTransient<IKeyMaterialService, DefaultKeyMaterialService>();
        services.TryAddTransient<ITokenCreationService, DefaultTokenCreationService>();

        services.TryAddTransient<IServerUrls, DefaultServerUrls>();
        services.TryAddTransient<IIssuerNameService, DefaultIssuerNameService>();

        builder.AddEndpoint<DiscoveryEndpoint>(EndpointNames.Discovery, ProtocolRoutePaths.Discovery);
        builder.AddEndpoint<DiscoveryEndpoint>(EndpointNames.OAuthMetadata, ProtocolRoutePaths.OAuthMetadata);
        builder.AddEndpoint<JwksEndpoint>(EndpointNames.Jwks, ProtocolRoutePaths.Jwks);
        services.TryAddTransient<IDiscoveryResponseGenerator, DiscoveryResponseGenerator>();
        builder.AddHttpWriter<DiscoveryDocumentResult, DiscoveryDocumentResultWriter>();
        builder.AddHttpWriter<JsonWebKeysResult, JsonWebKeysResultWriter>();
    }
}
