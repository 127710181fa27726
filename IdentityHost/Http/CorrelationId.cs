using System.Buffers;

namespace IdentityHost.Http;

/// <summary>
/// Gives each request an identifier that the caller and the log share: response header <c>X-Correlation-ID</c>, the scope of every log
/// line (<see cref="Logging.RequestScopes"/>), and <see cref="HttpContext.TraceIdentifier"/>. A caller's own is taken over if it is 1 to 64
/// characters of <c>[A-Za-z0-9._-]</c>.
/// </summary>
internal sealed class CorrelationId(RequestDelegate next)
{
    public const string Header = "X-Correlation-ID";

    private const int MaxLength = 64;
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public Task InvokeAsync(HttpContext context)
    {
        var id = Given(context.Request) ?? RandomText.NewHex();
        context.TraceIdentifier = id;
        context.Response.Headers[Header] = id;
        return next(context);
    }

    /// <summary>Takes everything from an answer that is begun anew, but not what every answer has.</summary>
    public static void ClearAnswer(HttpContext context)
    {
        context.Response.Clear();
        NoSniffing.Set(context.Response);
        context.Response.Headers[Header] = context.TraceIdentifier;
    }

    private static string? Given(HttpRequest request) =>
        request.Headers[Header] is [{ Length: > 0 and <= MaxLength } id] && !id.AsSpan().ContainsAnyExcept(Allowed) ? id : null;
}
