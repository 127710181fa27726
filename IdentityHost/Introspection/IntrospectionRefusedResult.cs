using System.Text;
using IdentityHost.Extensibility;
using IdentityHost.Outcomes;
using Microsoft.Net.Http.Headers;

namespace IdentityHost.Introspection;

/// <summary>
/// Writes a refusal: at the Passport route with the body that Passport's packages expect, at the standard route without one.
/// </summary>
internal sealed class IntrospectionRefusedResult(IntrospectionRefusal refusal, IntrospectionRoute route, string? clientId) : IEndpointResult
{
    private static readonly byte[] Body = Encoding.ASCII.GetBytes("Unauthorized");

    public async Task ExecuteAsync(HttpContext context)
    {
        var logger = context.RequestServices.GetRequiredService<ILogger<IntrospectionRefusedResult>>();
        logger.IntrospectionRefused(route, refusal.Reason, clientId, context.TraceIdentifier);

        var response = context.Response;
        response.StatusCode = refusal.Status;
        response.Headers[HeaderNames.WWWAuthenticate] = refusal.Challenge;
        response.Headers[HeaderNames.CacheControl] = "no-store";
        if (route == IntrospectionRoute.Standard)
            return;

        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, context.RequestAborted);
    }
}
