using IdentityHost.Settings;

namespace IdentityHost.Telemetry;

internal static class TelemetryRegistration
{
    /// <summary>Metrics and traces by OTLP, where OpenTelemetry's own variables name a collector; else nothing.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!TelemetrySettings.IsOn(builder.Configuration))
            return;
        builder.Services.AddSingleton<TelemetryExport>();
        builder.Services.AddHostedService(sp => sp.GetRequiredService<TelemetryExport>());
    }

    /// <summary>Stands in front of everything that a span or a metric of a request is to tell about.</summary>
    public static void UseTelemetry(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<TelemetryExport>() is not null)
            app.UseMiddleware<RequestTelemetry>();
    }
}
