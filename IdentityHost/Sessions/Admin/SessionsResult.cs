using System.Text.Json.Serialization.Metadata;
using IdentityHost.Http;
using IdentityHost.Outcomes;

namespace IdentityHost.Sessions.Admin;

/// <summary>The JSON of the sessions endpoint.</summary>
internal sealed class SessionsResult : IEndpointResult
{
    private readonly Func<HttpContext, Task> _write;

    private SessionsResult(Func<HttpContext, Task> write) => _write = write;

    public static SessionsResult Of(QueryResult<UserSession> found)
    {
        var page = new SessionList(
            [.. found.Results.Select(s => new SessionEntry(s.SubjectId, s.SessionId, s.DisplayName, s.Created, s.Renewed, s.Expires, s.ClientIds))],
            found.ResultsToken,
            found.HasPrevResults,
            found.HasNextResults);
        return new SessionsResult(context => WriteAsync(context, page, SessionJson.Default.SessionList));
    }

    public static SessionsResult BadRequest(string description) => new(
        context => ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, ProtocolErrors.InvalidRequest, description));

    public Task ExecuteAsync(HttpContext context) => _write(context);

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(value, type, contentType: null, context.RequestAborted);
    }
}
