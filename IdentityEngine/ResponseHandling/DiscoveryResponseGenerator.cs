using IdentityEngine.Configuration;
using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using IdentityEngine.Validation;
using Microsoft.Extensions.Logging;
using SecurityKeys = Microsoft.IdentityModel.Tokens;

namespace IdentityEngine.ResponseHandling;

/// <summary>The documents of OpenID Connect Discovery 1.0 section 3, RFC 8414 section 2 and RFC 7517 section 5.</summary>
internal sealed class DiscoveryResponseGenerator(
    IdentityServerOptions options,
    IResourceStore resources,
    IKeyMaterialService keys,
    ISecretsListParser secretParsers,
    ILogger<DiscoveryResponseGenerator> logger) : IDiscoveryResponseGenerator
{
    private DiscoveryOptions Show => options.Discovery;

    public async Task<Dictionary<string, object>> CreateDiscoveryDocumentAsync(string baseUrl, string issuerUri, CancellationToken ct)
    {
        var root = baseUrl.TrimEnd('/');
        var document = new Dictionary<string, object>(StringComparer.Ordinal) { ["issuer"] = issuerUri };

        AddEndpoints(document, root);
        await AddResourcesAsync(document, ct);
        AddFlows(document);
        AddLogout(document);
        AddClientAuthentication(document);
        await AddTokensAsync(document, ct);
        AddCustomEntries(document, root);
        return document;
    }

    public async Task<IReadOnlyCollection<JsonWebKey>> CreateJwkDocumentAsync(CancellationToken ct)
    {
        var infos = await keys.GetValidationKeysAsync(ct);
        return [.. infos.Select(info => PublicPart((SecurityKeys.JsonWebKey)info.Key))];
    }

    private static JsonWebKey PublicPart(SecurityKeys.JsonWebKey key) => new()
    {
        kty = key.Kty,
        use = key.Use,
        kid = key.Kid,
        alg = key.Alg,
        n = key.N,
        e = key.E,
        crv = key.Crv,
        x = key.X,
        y = key.Y,
    };

    private void AddEndpoints(Dictionary<string, object> document, string root)
    {
        if (Show.ShowKeySet)
            document["jwks_uri"] = root + ProtocolRoutePaths.Jwks;
        if (!Show.ShowEndpoints)
            return;

        Add(options.Endpoints.EnableAuthorizeEndpoint, "authorization_endpoint", ProtocolRoutePaths.Authorize);
        Add(options.Endpoints.EnableTokenEndpoint, "token_endpoint", ProtocolRoutePaths.Token);
        Add(options.Endpoints.EnableUserInfoEndpoint, "userinfo_endpoint", ProtocolRoutePaths.UserInfo);
        Add(options.Endpoints.EnableEndSessionEndpoint, "end_session_endpoint", ProtocolRoutePaths.EndSession);
        Add(options.Endpoints.EnableCheckSessionEndpoint, "check_session_iframe", ProtocolRoutePaths.CheckSession);
        Add(options.Endpoints.EnableTokenRevocationEndpoint, "revocation_endpoint", ProtocolRoutePaths.Revocation);
        Add(options.Endpoints.EnableIntrospectionEndpoint, "introspection_endpoint", ProtocolRoutePaths.Introspection);
        Add(options.Endpoints.EnableDeviceAuthorizationEndpoint, "device_authorization_endpoint", ProtocolRoutePaths.DeviceAuthorization);

        void Add(bool enabled, string name, string path)
        {
            if (enabled)
                document[name] = root + path;
        }
    }

    private async Task AddResourcesAsync(Dictionary<string, object> document, CancellationToken ct)
    {
        if (!Show.ShowIdentityScopes && !Show.ShowApiScopes && !Show.ShowClaims)
            return;

        var all = await resources.GetAllEnabledResourcesAsync(ct);
        var shown = new List<Resource>();
        if (Show.ShowIdentityScopes)
            shown.AddRange(all.IdentityResources.Where(resource => resource.ShowInDiscoveryDocument));
        if (Show.ShowApiScopes)
            shown.AddRange(all.ApiScopes.Where(scope => scope.ShowInDiscoveryDocument));
        if (shown.Count > 0)
        {
            document["scopes_supported"] = (string[])
                [.. shown.Select(resource => resource.Name), IdentityServerConstants.StandardScopes.OfflineAccess];
        }

        if (Show.ShowClaims)
        {
            document["claims_supported"] = all.IdentityResources.Where(resource => resource.ShowInDiscoveryDocument)
                .SelectMany(resource => resource.UserClaims)
                .Distinct(StringComparer.Ordinal)
                .ToArray();
        }
    }

    private void AddFlows(Dictionary<string, object> document)
    {
        var authorize = options.Endpoints.EnableAuthorizeEndpoint;

        if (Show.ShowGrantTypes)
            document["grant_types_supported"] = SupportedGrantTypes().ToArray();
        if (Show.ShowResponseTypes)
            document["response_types_supported"] = authorize ? new[] { ResponseTypes.Code, ResponseTypes.CodeIdToken } : [];
        if (!authorize)
            return;

        if (Show.ShowResponseModes)
            document["response_modes_supported"] = new[] { ResponseModes.Query, ResponseModes.Fragment, ResponseModes.FormPost };
        document["prompt_values_supported"] = PromptModes.Supported(options.UserInteraction);
        // Not plain, though there are clients that may use it (RFC 9700 2.1.1).
        document["code_challenge_methods_supported"] = new[] { ProofKey.S256 };
        document["authorization_response_iss_parameter_supported"] = options.EmitIssuerIdentificationResponseParameter;
        document["request_parameter_supported"] = false;
        // Left out, this one would mean true (OpenID Connect Discovery 1.0 section 3).
        document["request_uri_parameter_supported"] = false;
    }

    /// <summary>OpenID Connect Front-Channel Logout 1.0 section 3, Back-Channel Logout 1.0 section 2.1.</summary>
    private void AddLogout(Dictionary<string, object> document)
    {
        if (!options.Endpoints.EnableEndSessionEndpoint)
            return;

        document["frontchannel_logout_supported"] = true;
        document["frontchannel_logout_session_supported"] = true;
        document["backchannel_logout_supported"] = true;
        document["backchannel_logout_session_supported"] = true;
    }

    private IEnumerable<string> SupportedGrantTypes()
    {
        if (options.Endpoints.EnableAuthorizeEndpoint)
            yield return GrantType.AuthorizationCode;
        yield return GrantType.ClientCredentials;
        if (options.Endpoints.EnableDeviceAuthorizationEndpoint)
            yield return GrantType.DeviceFlow;
        if (options.Endpoints.EnableAuthorizeEndpoint || options.Endpoints.EnableDeviceAuthorizationEndpoint)
            yield return GrantType.RefreshToken;
    }

    private void AddClientAuthentication(Dictionary<string, object> document)
    {
        var methods = secretParsers.GetAvailableAuthenticationMethods().Distinct(StringComparer.Ordinal).ToArray();

        if (options.Endpoints.EnableTokenEndpoint && Show.ShowTokenEndpointAuthenticationMethods)
            document["token_endpoint_auth_methods_supported"] = methods;
        if (options.Endpoints.EnableTokenRevocationEndpoint && Show.ShowRevocationEndpointAuthenticationMethods)
            document["revocation_endpoint_auth_methods_supported"] = methods;
        if (options.Endpoints.EnableIntrospectionEndpoint && Show.ShowIntrospectionEndpointAuthenticationMethods)
            document["introspection_endpoint_auth_methods_supported"] = methods;
    }

    private async Task AddTokensAsync(Dictionary<string, object> document, CancellationToken ct)
    {
        var credentials = await keys.GetAllSigningCredentialsAsync(ct);
        document["id_token_signing_alg_values_supported"] = credentials.Select(key => key.Algorithm).ToArray();
        document["subject_types_supported"] = new[] { "public" };
    }

    private void AddCustomEntries(Dictionary<string, object> document, string root)
    {
        foreach (var (name, value) in Show.CustomEntries)
        {
            var expanded = Show.ExpandRelativePathsInCustomEntries && value is string text && text.StartsWith("~/", StringComparison.Ordinal)
                ? root + text[1..]
                : value;

            if (!document.TryAdd(name, expanded))
                Log.CustomEntryIsTaken(logger, name);
        }
    }
}
