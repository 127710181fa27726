using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using IdentityHost.Engine;
using IdentityHost.Passport;
using IdentityHost.Settings;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace IdentityHost.Telemetry;

/// <summary>
/// Says of each request what OpenTelemetry's conventions for HTTP servers ask for, but for the path and the query: these are what the caller
/// wrote, and people write tokens into them. The route is there instead, also in the framework's own metrics, which know no engine.
/// </summary>
internal sealed class RequestTelemetry
{
    /// <summary>The source of the framework's span of a request.</summary>
    public const string Source = "Microsoft.AspNetCore";

    private const string RouteTag = "http.route";
    private const string OtherMethod = "_OTHER";

    private static readonly FrozenSet<string> Methods =
        FrozenSet.Create(StringComparer.Ordinal, "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private readonly RequestDelegate _next;
    private readonly FrozenDictionary<string, string> _routes;

    public RequestTelemetry(RequestDelegate next, IOptions<IdentityHostSettings> options)
    {
        _next = next;
        var passport = new PassportPaths(options.Value.Passport);
        string[] routes =
        [
            .. EnginePaths.All, passport.Token, passport.Authorize, passport.Introspect,
            Health.HealthRegistration.LivePath, Health.HealthRegistration.ReadyPath,
        ];
        _routes = routes.ToFrozenDictionary(route => route, StringComparer.OrdinalIgnoreCase);
    }

    public async Task InvokeAsync(HttpContext context)
    {
        // Before another path takes its place.
        var route = context.Request.Path.Value is { } path ? _routes.GetValueOrDefault(path) : null;
        if (route is not null)
            context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new(RouteTag, route));
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span)
        {
            await _next(context);
            return;
        }

        if (context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase))
        {
            // Probes come every second from everywhere.
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            span.IsAllDataRequested = false;
            await _next(context);
            return;
        }

        await _next(context);
        Describe(span, context, route ?? (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
    }

    private static void Describe(Activity span, HttpContext context, string? route)
    {
        var method = Methods.Contains(context.Request.Method) ? context.Request.Method : OtherMethod;
        var status = context.Response.StatusCode;
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method);
        span.SetTag("url.scheme", context.Request.Scheme);
        span.SetTag("http.response.status_code", status);
        // What the caller and the log know the request by.
        span.SetTag("correlation_id", context.TraceIdentifier);
        if (route is not null)
            span.SetTag(RouteTag, route);
        if (status < StatusCodes.Status500InternalServerError)
            return;
        span.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture));
        span.SetStatus(ActivityStatusCode.Error);
    }
}
