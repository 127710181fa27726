using IdentityEngine.Hosting;
using IdentityEngine.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts the engine into the pipeline.</summary>
public static class IdentityServerApplicationBuilderExtensions
{
    private static readonly Type[] StoresOfTheHost =
    [
        typeof(IClientStore), typeof(IResourceStore), typeof(ISigningKeyStore),
        typeof(IPersistedGrantStore), typeof(IReferenceTokenStore), typeof(IRefreshTokenStore), typeof(IAuthorizationCodeStore),
        typeof(IDeviceFlowStore),
    ];

    /// <summary>Adds authentication and the engine's endpoints.</summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="options">Another authentication middleware, or null for ASP.NET Core's.</param>
    /// <exception cref="InvalidOperationException">A store that the engine needs is not registered.</exception>
    public static IApplicationBuilder UseIdentityServer(this IApplicationBuilder app, IdentityServerMiddlewareOptions? options = null)
    {
        var registered = app.ApplicationServices.GetRequiredService<IServiceProviderIsService>();
        foreach (var store in StoresOfTheHost)
        {
            if (!registered.IsService(store))
            {
                throw new InvalidOperationException($"{store.Name} is not registered. Add it after AddIdentityServer.");
            }
        }

        (options ?? new IdentityServerMiddlewareOptions()).AuthenticationMiddleware(app);
        return app.UseMiddleware<IdentityServerMiddleware>();
    }
}
