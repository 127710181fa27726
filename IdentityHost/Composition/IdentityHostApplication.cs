using IdentityHost.Addresses;
using IdentityHost.BrowserApplications;
using IdentityHost.ClientAuthentication;
using IdentityHost.Cookies;
using IdentityHost.Data;
using IdentityHost.Engine;
using IdentityHost.Grants;
using IdentityHost.Health;
using IdentityHost.Http;
using IdentityHost.Introspection;
using IdentityHost.Logging;
using IdentityHost.Mail;
using IdentityHost.Pages;
using IdentityHost.Passport;
using IdentityHost.Pipeline;
using IdentityHost.Protection;
using IdentityHost.Settings;
using IdentityHost.Settings.Reading;
using IdentityHost.Starting;
using IdentityHost.Stopping;
using IdentityHost.Telemetry;
using IdentityHost.Throttling;
using IdentityHost.Users;
using Microsoft.Extensions.Options;

namespace IdentityHost.Composition;

/// <summary>Composes the host: what it consists of, and the way of a request through it.</summary>
public static class IdentityHostApplication
{
    /// <summary>Registers everything. What is registered afterwards replaces the host's own, such as <c>IIntrospectionPolicy</c>.</summary>
    /// <exception cref="OptionsValidationException">The folder of secrets can't be read, or a log level is none.</exception>
    public static WebApplicationBuilder AddIdentityHost(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configuration.AddSecretsFolder();
        LogLevels.Require(builder.Configuration);
        var services = builder.Services;
        services.AddSettings();
        services.AddServiceManager();
        builder.AddGuardedLogging();
        // The first to start is the last to stop.
        builder.AddTelemetry();
        services.AddDatabase();
        // Before Data Protection, whose own start would make keys without the lock.
        services.AddSingleton<HostInitialization>();
        services.AddHostedService(sp => sp.GetRequiredService<HostInitialization>());
        builder.AddStoredDataProtection();
        services.AddThrottling();
        services.AddUsers();
        services.AddMail();
        services.AddEngine();
        services.AddBrowserApplications();
        services.AddPages();
        services.AddGrantRemoval();
        services.AddHostHealth();
        services.AddTokenCache();
        services.AddGracefulStop();
        return builder;
    }

    /// <summary>Sets up the pipeline, in the order in which a request passes it.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; every failure names the setting and what is allowed.</exception>
    public static WebApplication UseIdentityHost(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = app.Services.GetRequiredService<IOptions<IdentityHostSettings>>().Value;
        app.WarnAtStart(options);

        app.UseTelemetry();
        app.UseMiddleware<NoSniffing>();
        app.UseMiddleware<CorrelationId>();
        app.UseMiddleware<FailureResponses>();
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseMiddleware<HttpsRequirement>();
        app.UseMiddleware<Drain>();
        app.UseHostHealth();
        app.UseMiddleware<ForeignHosts>();
        app.UsePageFiles();
        app.UseMiddleware<FormGate>();
        app.UseMiddleware<StartGate>();
        app.UseMiddleware<PassportRoutes>();
        app.UseBrowserApplications();
        app.UseMiddleware<AcceptedRequests>();
        app.UseMiddleware<ProtocolRequestGuard>();
        app.UseMiddleware<PassportTokenBody>();
        app.UseMiddleware<RepeatedCredentials>();
        app.UseMiddleware<IntrospectionAttempts>();
        app.UseEngineDifferences();
        app.UseIdentityServer(new IdentityServerMiddlewareOptions { AuthenticationMiddleware = UseSessions });
        app.MapPages();
        return app;
    }

    /// <summary>Finds out whose session it is, unless none is asked for and no cookie was sent, or it makes no difference.</summary>
    private static void UseSessions(IApplicationBuilder app)
    {
        // The engine would look for the session of whoever sends a cookie, and write it another.
        app.Use(static next => context =>
        {
            if (EnginePaths.IsPublicDocument(context.Request.Path))
                context.Request.Headers.Cookie = default;
            return next(context);
        });
        app.UseUnless(
            static context => EnginePaths.IsPublicDocument(context.Request.Path)
                || (context.Request.Headers.Cookie.Count == 0 && EnginePaths.IsForPrograms(context.Request.Path)),
            static sessions =>
            {
                sessions.UseGuardedCookies();
                sessions.UseAuthentication();
            });
    }
}
