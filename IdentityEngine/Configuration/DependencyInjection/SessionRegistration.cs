using IdentityEngine.Endpoints;
using IdentityEngine.Endpoints.Results;
using IdentityEngine.Hosting;
using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdentityEngine.Configuration;

/// <summary>What a session is, the endpoints that end and watch it, and what its end means, wherever it is kept.</summary>
internal static class SessionRegistration
{
    private static readonly TimeSpan BackChannelTimeout = TimeSpan.FromSeconds(10);

    internal static void AddSessions(this IIdentityServerBuilder builder)
    {
        builder.AddEndpoint<EndSessionEndpoint>(EndpointNames.EndSession, ProtocolRoutePaths.EndSession);
        builder.AddEndpoint<EndSessionCallbackEndpoint>(EndpointNames.EndSession, ProtocolRoutePaths.EndSessionCallback);
        builder.AddEndpoint<CheckSessionEndpoint>(EndpointNames.CheckSession, ProtocolRoutePaths.CheckSession);
        builder.AddHttpWriter<LogoutPageResult, LogoutPageResultWriter>();
        builder.AddHttpWriter<EndSessionCallbackResult, EndSessionCallbackResultWriter>();
        builder.AddHttpWriter<CheckSessionResult, CheckSessionResultWriter>();

        var services = builder.Services;
        services.AddTransient<EndSessionRequestValidator>();
        services.AddTransient<FrontChannelLogout>();
        services.AddTransient<LogoutInteraction>();
        services.TryAddSingleton<IMessageStore<LogoutMessage>>(provider => new ProtectedMessageStore<LogoutMessage>(
            provider.GetRequiredService<IDataProtectionProvider>(), "IdentityEngine.LogoutMessage", MessageJson.Default.MessageLogoutMessage));
        services.TryAddSingleton<IMessageStore<LogoutNotificationContext>>(provider => new ProtectedMessageStore<LogoutNotificationContext>(
            provider.GetRequiredService<IDataProtectionProvider>(),
            "IdentityEngine.LogoutNotification",
            MessageJson.Default.MessageLogoutNotificationContext));
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
