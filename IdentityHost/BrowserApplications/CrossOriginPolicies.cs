using System.Buffers;
using IdentityHost.Engine;
using IdentityHost.Http;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;

namespace IdentityHost.BrowserApplications;

/// <summary>
/// Which pages may read an answer: of discovery and keys every page, of the endpoints that an application asks by script those of registered
/// origins, of everything else none. Never with credentials: no answer that a script may read depends on a cookie.
/// </summary>
internal sealed class CrossOriginPolicies(ICorsPolicyService origins, ILogger<CrossOriginPolicies> logger) : ICorsPolicyProvider
{
    public const string Name = "BrowserApplications";

    private const int LongestOriginInLog = 150;

    private static readonly TimeSpan PreflightLifetime = TimeSpan.FromMinutes(10);
    private static readonly SearchValues<char> OriginCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789+.-:/[]");

#pragma warning disable S5122 // Discovery and keys are public.
    private static readonly CorsPolicy Everyone = NewPolicy().AllowAnyOrigin().WithMethods(HttpMethods.Get, HttpMethods.Head).Build();
#pragma warning restore S5122

    /// <summary>For an origin that is known to be registered.</summary>
    private static readonly CorsPolicy Registered = NewPolicy().SetIsOriginAllowed(static _ => true).WithMethods(HttpMethods.Get, HttpMethods.Post).Build();

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        // Duende IdentityServer asks by its own name, for paths that were answered for already.
        if (!string.Equals(policyName, Name, StringComparison.Ordinal))
            return Task.FromResult<CorsPolicy?>(null);
        var path = context.Request.Path;
        if (EnginePaths.IsPublicDocument(path))
            return Task.FromResult<CorsPolicy?>(Everyone);
        return EnginePaths.IsForBrowserApplications(path) ? FindAsync(context) : Task.FromResult<CorsPolicy?>(null);
    }

    private async Task<CorsPolicy?> FindAsync(HttpContext context)
    {
        var request = context.Request;
        var origin = request.Headers.Origin.ToString();
        if (await origins.IsOriginAllowedAsync(origin, context.RequestAborted))
            return Registered;
        // A page of this server's own origin reads everything in any case.
        if (!string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            logger.OriginNotRegistered(IsReadable(origin) ? origin : "(not an origin)", request.Path);
        return null;
    }

    private static bool IsReadable(string origin) =>
        origin.Length <= LongestOriginInLog
        && !origin.AsSpan().ContainsAnyExcept(OriginCharacters)
        && Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    private static CorsPolicyBuilder NewPolicy() =>
        new CorsPolicyBuilder()
            // Tracing and the like send headers of their own. None of them gives anybody more than the page has.
            .AllowAnyHeader()
            .WithExposedHeaders(HeaderNames.WWWAuthenticate, HeaderNames.RetryAfter, CorrelationId.Header)
            .SetPreflightMaxAge(PreflightLifetime);
}
