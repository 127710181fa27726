using System.Collections.Frozen;
using IdentityEngine.Configuration;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Hosting;

/// <summary>Finds the endpoint of a path: one look-up, no allocation. The first registered wins.</summary>
internal sealed class EndpointRouter
{
    private readonly FrozenDictionary<string, EndpointRoute[]> _routes;

    public EndpointRouter(IEnumerable<EndpointRoute> routes, IdentityServerOptions options)
    {
        _routes = routes
            .Where(route => IsEnabled(options.Endpoints, route.Name))
            .GroupBy(route => route.Path.Value ?? "/", StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.OrdinalIgnoreCase);
    }

    public EndpointRoute? Find(HttpContext context)
    {
        if (context.Request.Path.Value is not { } path || !_routes.TryGetValue(path, out var candidates))
        {
            return null;
        }

        foreach (var candidate in candidates)
        {
            if (candidate.IsMatch is null || candidate.IsMatch(context))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool IsEnabled(EndpointsOptions options, string name) => name switch
    {
        EndpointNames.Authorize => options.EnableAuthorizeEndpoint,
        EndpointNames.Token => options.EnableTokenEndpoint,
        EndpointNames.UserInfo => options.EnableUserInfoEndpoint,
        EndpointNames.Discovery or EndpointNames.Jwks => options.EnableDiscoveryEndpoint,
        EndpointNames.OAuthMetadata => options.EnableOAuth2MetadataEndpoint,
        EndpointNames.EndSession => options.EnableEndSessionEndpoint,
        EndpointNames.CheckSession => options.EnableCheckSessionEndpoint,
        EndpointNames.Introspection => options.EnableIntrospectionEndpoint,
        EndpointNames.Revocation => options.EnableTokenRevocationEndpoint,
        EndpointNames.DeviceAuthorization => options.EnableDeviceAuthorizationEndpoint,
        _ => true,
    };
}
