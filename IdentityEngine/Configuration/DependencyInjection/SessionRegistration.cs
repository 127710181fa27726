using IdentityEngine.Hosting;
using IdentityEngine.Services;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdentityEngine.Configuration;

/// <summary>What a session is, and what its end means, wherever it is kept.</summary>
internal static class SessionRegistration
{
    private static readonly TimeSpan BackChannelTimeout = TimeSpan.FromSeconds(10);

    internal static void AddSessions(this IServiceCollection services)
    {
        services.TryAddSingleton<CheckSessionCookie>();
        services.TryAddTransient<IUserSession, DefaultUserSession>();
        services.TryAddTransient<ISessionCoordinationService, DefaultSessionCoordinationService>();
        services.TryAddTransient<IBackChannelLogoutService, DefaultBackChannelLogoutService>();
        services.AddBackChannelLogoutHttpClient(client => client.Timeout = BackChannelTimeout);

        var inner = services.Last(descriptor => descriptor.ServiceType == typeof(IAuthenticationService)).ImplementationType!;
        services.AddScoped<IAuthenticationService>(provider => ActivatorUtilities.CreateInstance<SessionAuthenticationService>(
            provider, (IAuthenticationService)ActivatorUtilities.CreateInstance(provider, inner)));
    }

    internal static IHttpClientBuilder AddBackChannelLogoutHttpClient(this IServiceCollection services, Action<HttpClient> configure) =>
        services.AddHttpClient(DefaultBackChannelLogoutService.HttpClientName, configure)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // What is sent is meant for the registered address, and proves nothing there to anybody else.
                AllowAutoRedirect = false,
                UseCookies = false,
            });
}
