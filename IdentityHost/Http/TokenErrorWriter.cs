using System.Text.Json;
using IdentityHost.Outcomes;
using Microsoft.Net.Http.Headers;

namespace IdentityHost.Http;

/// <summary>
/// Writes the token endpoint's errors as RFC 6749 5.2 has them: 401 with a challenge for <c>invalid_client</c>, else 400.
/// </summary>
internal sealed class TokenErrorWriter : IHttpResponseWriter<TokenErrorResult>
{
    public Task WriteHttpResponse(TokenErrorResult result, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(result);
        var error = result.Response;
        var response = context.Response;
        response.StatusCode = StatusCodes.Status400BadRequest;
        if (string.Equals(error.Error, ProtocolErrors.InvalidClient, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            response.Headers[HeaderNames.WWWAuthenticate] = "Basic realm=\"token\"";
        }

        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";

        var body = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in error.Custom ?? [])
            body[name] = value;
        body["error"] = error.Error;
        if (!string.IsNullOrEmpty(error.ErrorDescription))
            body["error_description"] = error.ErrorDescription;
        return response.WriteAsJsonAsync(body, (JsonSerializerOptions?)null, context.RequestAborted);
    }
}
