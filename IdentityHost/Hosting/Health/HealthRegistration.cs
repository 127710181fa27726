using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentityHost.Hosting.Health;

internal static class HealthRegistration
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static void AddHostHealth(this IServiceCollection services) =>
        services.AddHealthChecks()
            .Add(new HealthCheckRegistration("database", ActivatorUtilities.GetServiceOrCreateInstance<DatabaseCheck>, null, null, Timeout))
            .Add(new HealthCheckRegistration("issuer", ActivatorUtilities.GetServiceOrCreateInstance<IssuerCheck>, null, null, Timeout))
            .Add(new HealthCheckRegistration("signing-key", ActivatorUtilities.GetServiceOrCreateInstance<SigningKeyCheck>, null, null, Timeout))
            .Add(new HealthCheckRegistration("data-protection", ActivatorUtilities.GetServiceOrCreateInstance<KeyRingCheck>, null, null, Timeout));

    /// <summary>
    /// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can do its work; 503 if not.
    /// </summary>
    public static void UseHostHealth(this IApplicationBuilder app)
    {
        app.UseHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false, ResponseWriter = WriteAsync });
        app.UseHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    // Names and states only: what is wrong in detail is for the log.
    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", report.Status.ToString());
        json.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
            json.WriteString(name, entry.Status.ToString());
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted);
    }
}
