using IdentityHost.Localization;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.Discovery;

/// <summary>What the metadata says beyond what an engine knows of itself (OpenID Connect Discovery 1.0 section 3, RFC 8414 2).</summary>
internal static class DiscoveryRegistration
{
    private const int SecondsToKeep = 300;

    // RFC 7591 2: "none" is a client that has no secret to show, which an engine leaves out. Whether there is one just now does not matter, for the document
    // is kept by others. Introspection is not for those (RFC 7662 2.1).
    private static readonly string[] MethodsWithPublicClients = ["client_secret_basic", "client_secret_post", "none"];

    private static readonly string[] Languages = [.. PageLanguages.Supported.Select(culture => culture.Name)];

    public static void AddDiscovery(this IServiceCollection services) =>
        services.AddOptions<IdentityServerOptions>().Configure<IOptions<IdentityHostSettings>>((engine, host) =>
        {
            var discovery = engine.Discovery;
            // Without an issuer it depends on how it was asked for, so that no cache may give it to others.
            discovery.ResponseCacheInterval = host.Value.Issuer is null ? null : SecondsToKeep;
            discovery.CustomEntries["ui_locales_supported"] = Languages;
            discovery.ShowTokenEndpointAuthenticationMethods = false;
            discovery.CustomEntries["token_endpoint_auth_methods_supported"] = MethodsWithPublicClients;
            discovery.ShowRevocationEndpointAuthenticationMethods = false;
            discovery.CustomEntries["revocation_endpoint_auth_methods_supported"] = MethodsWithPublicClients;
        });
}
