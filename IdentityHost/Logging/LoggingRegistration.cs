using IdentityHost.Engine;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdentityHost.Logging;

internal static class LoggingRegistration
{
    /// <summary>JSON lines in UTC outside Development, and the guard before every logger.</summary>
    public static void AddGuardedLogging(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
        {
            builder.Logging.AddJsonConsole(json =>
            {
                json.IncludeScopes = true;
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }

        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<IExternalScopeProvider, RequestScopes>();
        builder.Services.AddSingleton<LoggerFactory>();
        // Before the configuration's, of which the one for the same category counts.
        builder.Services.PostConfigure<LoggerFilterOptions>(options =>
        {
            foreach (var (category, level) in CompiledEngine.LogLevels)
                options.Rules.Insert(0, new LoggerFilterRule(null, category, level, null));
        });
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(sp => new GuardedLoggerFactory(sp.GetRequiredService<LoggerFactory>(), sp.GetRequiredService<IHttpContextAccessor>())));
    }
}
