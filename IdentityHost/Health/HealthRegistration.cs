using System.Text.Json;
using IdentityHost.Engine;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace IdentityHost.Health;

internal static class HealthRegistration
{
    public const string LivePath = "/health/live";
    public const string ReadyPath = "/health/ready";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static void AddHostHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .Add(new HealthCheckRegistration("database", ActivatorUtilities.GetServiceOrCreateInstance<DatabaseCheck>, null, null, Timeout))
            .Add(new HealthCheckRegistration("issuer", ActivatorUtilities.GetServiceOrCreateInstance<IssuerCheck>, null, null, Timeout))
            .Add(new HealthCheckRegistration("signing-key", ActivatorUtilities.GetServiceOrCreateInstance<SigningKeyCheck>, null, null, Timeout))
            .Add(new HealthCheckRegistration("data-protection", ActivatorUtilities.GetServiceOrCreateInstance<KeyRingCheck>, null, null, Timeout));
        services.Decorate<HealthCheckService>(
            (sp, inner) => new BoundedHealthCheckService(inner.Get(), sp.GetRequiredService<IOptions<HealthCheckServiceOptions>>()));
    }

    /// <summary>
    /// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can do its work; 503 if not, after two seconds at the latest.
    /// </summary>
    public static void UseHostHealth(this IApplicationBuilder app)
    {
        app.UseHealthChecks(LivePath, new HealthCheckOptions { Predicate = static _ => false, ResponseWriter = WriteAsync });
        app.UseHealthChecks(ReadyPath, new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    /// <summary>Nothing is checked: whatever the checks would say, the host ends.</summary>
    public static Task WriteStoppingAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store, no-cache";
        return context.Response.WriteAsync("""{"status":"Stopping","checks":{}}""", context.RequestAborted);
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
