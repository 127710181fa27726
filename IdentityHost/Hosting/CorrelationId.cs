using System.Buffers;
using System.Security.Cryptography;

namespace IdentityHost.Hosting;

/// <summary>
/// Gives each request an identifier that the caller and the log share: response header <c>X-Correlation-ID</c>, the scope of every log
/// line, and <see cref="HttpContext.TraceIdentifier"/>. A caller's own is taken over if it is 1 to 64 characters of <c>[A-Za-z0-9._-]</c>.
/// </summary>
internal sealed class CorrelationId(RequestDelegate next, ILogger<CorrelationId> logger)
{
    public const string Header = "X-Correlation-ID";

    private const int MaxLength = 64;
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public async Task InvokeAsync(HttpContext context)
    {
        var id = Given(context.Request) ?? RandomNumberGenerator.GetHexString(32, lowercase: true);
        context.TraceIdentifier = id;
        context.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            http.Response.Headers[Header] = http.TraceIdentifier;
            return Task.CompletedTask;
        }, context);
        using (logger.BeginScope(new KeyValuePair<string, object>[] { new("CorrelationId", id) }))
            await next(context);
    }

    private static string? Given(HttpRequest request) =>
        request.Headers[Header] is [{ Length: > 0 and <= MaxLength } id] && !id.AsSpan().ContainsAnyExcept(Allowed) ? id : null;
}
