using System.Text.Json.Serialization;
using IdentityHost.Engine;

namespace IdentityHost.Http;

/// <summary>
/// The host's own failures: JSON where programs ask, a page where people do.
/// </summary>
internal static partial class ErrorResponse
{
    public static Task WriteAsync(HttpContext context, int status, string error, string? description = null)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        return IsForPeople(context.Request, status) ? ErrorPage.WriteAsync(context, status) : WriteJsonAsync(context, new ErrorBody(error, description));
    }

    private static bool IsForPeople(HttpRequest request, int status)
    {
        var path = request.Path;
        var takesPages = request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        // A person's browser sends neither another method nor another content than the page that it comes from says.
        if (status is StatusCodes.Status405MethodNotAllowed or StatusCodes.Status415UnsupportedMediaType && !takesPages)
            return false;
        return path.StartsWithSegments(EnginePaths.Authorize, StringComparison.OrdinalIgnoreCase)
            || path.StartsWithSegments(EnginePaths.EndSession, StringComparison.OrdinalIgnoreCase)
            || (takesPages && !IsProtocol(path))
            || PagePaths.Contain(path);
    }

    private static bool IsProtocol(PathString path) =>
        path.StartsWithSegments(EnginePaths.Prefix, StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(EnginePaths.WellKnown, StringComparison.OrdinalIgnoreCase);

    private static Task WriteJsonAsync(HttpContext context, ErrorBody body) =>
        context.Response.WriteAsJsonAsync(body, ErrorJson.Default.ErrorBody, contentType: null, context.RequestAborted);

    internal sealed record ErrorBody(
        [property: JsonPropertyName("error")] string Error,
        [property: JsonPropertyName("error_description")] string? Description);

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(ErrorBody))]
    private sealed partial class ErrorJson : JsonSerializerContext;
}
