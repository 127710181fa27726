using System.Text.Json.Serialization;
using IdentityHost.Pages;

namespace IdentityHost.Hosting;

/// <summary>
/// The host's own failures: JSON where programs ask, a page where people do. The page needs no store, no key and no view, since it is also
/// what is seen when those are missing.
/// </summary>
internal static partial class ErrorResponse
{
    public static Task WriteAsync(HttpContext context, int status, string error, string? description = null)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return IsForPeople(context.Request) ? WritePageAsync(context, status) : WriteJsonAsync(context, new ErrorBody(error, description));
    }

    private static bool IsForPeople(HttpRequest request)
    {
        var path = request.Path;
        return path.StartsWithSegments(EnginePaths.Authorize, StringComparison.OrdinalIgnoreCase)
            || path.StartsWithSegments(EnginePaths.EndSession, StringComparison.OrdinalIgnoreCase)
            || (request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && !IsProtocol(path))
            || Array.Exists(PagePaths.All, page => path.StartsWithSegments(page, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsProtocol(PathString path) =>
        path.StartsWithSegments(EnginePaths.Prefix, StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(EnginePaths.WellKnown, StringComparison.OrdinalIgnoreCase);

    private static Task WriteJsonAsync(HttpContext context, ErrorBody body) =>
        context.Response.WriteAsJsonAsync(body, ErrorJson.Default.ErrorBody, contentType: null, context.RequestAborted);

    private static Task WritePageAsync(HttpContext context, int status)
    {
        var (title, text) = status switch
        {
            StatusCodes.Status503ServiceUnavailable =>
                ("Not available right now", "Signing in does not work at the moment. Please try again in a minute."),
            < StatusCodes.Status500InternalServerError =>
                ("This request can't be answered", "The application that sent you here made a request that is not understood."),
            _ => ("Something went wrong", "The request could not be completed."),
        };
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; frame-ancestors 'none'";

        // The identifier is made of letters, digits and ._- only (CorrelationId), so it needs no encoding.
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{title}</title>
              <link rel="stylesheet" href="/css/site.css">
            </head>
            <body>
              <main>
                <h1>{title}</h1>
                <p>{text}</p>
                <p>Reference: <code>{context.TraceIdentifier}</code></p>
              </main>
            </body>
            </html>

            """,
            context.RequestAborted);
    }

    internal sealed record ErrorBody(
        [property: JsonPropertyName("error")] string Error,
        [property: JsonPropertyName("error_description")] string? Description);

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(ErrorBody))]
    private sealed partial class ErrorJson : JsonSerializerContext;
}
