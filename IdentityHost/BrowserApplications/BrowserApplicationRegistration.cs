using IdentityHost.Engine;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace IdentityHost.BrowserApplications;

/// <summary>
/// Applications that run in a browser, on an origin of their own, and read this server's answers by script: their browser lets them only where
/// an answer says so (Fetch standard, CORS protocol).
/// </summary>
internal static class BrowserApplicationRegistration
{
    /// <summary>After the engine, whose own policies these replace.</summary>
    public static void AddBrowserApplications(this IServiceCollection services)
    {
        services.AddCors();
        services.AddTransient<ICorsPolicyProvider, CrossOriginPolicies>();
        services.AddSingleton<RegisteredOrigins>();
        services.AddSingleton<ICorsPolicyService>(sp => sp.GetRequiredService<RegisteredOrigins>());
    }

    /// <summary>Answers preflights, and makes every other answer readable that comes from here on, also those to failures.</summary>
    public static void UseBrowserApplications(this IApplicationBuilder app)
    {
        app.Use(static (context, next) =>
        {
            // Also to those who don't say where they are: caches give the same answer to those who do.
            if (EnginePaths.IsPublicDocument(context.Request.Path))
                context.Response.Headers.AccessControlAllowOrigin = CorsConstants.AnyOrigin;
            return next(context);
        });
        app.UseCors(CrossOriginPolicies.Name);
    }
}
