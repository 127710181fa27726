using IdentityHost.Settings;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace IdentityHost.Sessions;

internal static class SessionRegistration
{
    /// <summary>Keeps people's sessions in PostgreSQL, on either engine.</summary>
    public static void AddSessions(this IIdentityServerBuilder engine)
    {
        engine.AddServerSideSessions<ServerSideSessionStore>();
        // With the settings at hand, which the extension that takes a delegate has not.
        var http = engine.AddBackChannelLogoutHttpClient();
        http.ConfigureHttpClient((provider, client) => client.Timeout = Settings(provider).BackChannelLogoutTimeout);
        engine.Services.AddScoped<UserSessions>();
        engine.Services.AddSingleton<SessionRenewal>();
        engine.Services.AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>, RenewableTickets.Setup>();
        engine.Services.AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>, DeviceOfSession>();
        engine.Services.AddOptions<IdentityServerOptions>().Configure<IOptions<IdentityHostSettings>>((options, host) =>
        {
            var settings = host.Value.Sessions;
            options.Authentication.CookieLifetime = settings.Lifetime;
            options.Authentication.CookieSlidingExpiration = settings.Sliding;
            options.ServerSideSessions.RemoveExpiredSessions = true;
            options.ServerSideSessions.ExpiredSessionsTriggerBackchannelLogout = true;
            options.ServerSideSessions.UserDisplayNameClaimType = "name";
            options.ServerSideSessions.RemoveExpiredSessionsFrequency = settings.RemovalInterval;
        });
    }

    private static SessionSettings Settings(IServiceProvider provider) => provider.GetRequiredService<IOptions<IdentityHostSettings>>().Value.Sessions;
}
