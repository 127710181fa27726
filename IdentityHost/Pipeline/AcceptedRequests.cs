using System.Collections.Frozen;
using System.Runtime.InteropServices;
using IdentityHost.Engine;
using IdentityHost.Http;
using IdentityHost.Outcomes;
using IdentityHost.Passport;
using IdentityHost.Sessions.Admin;
using Microsoft.Net.Http.Headers;

namespace IdentityHost.Pipeline;

/// <summary>
/// Says of a protocol endpoint by which methods and with which content it can be asked, before an engine refuses anything else without a word: 405 with
/// <c>Allow</c> (RFC 9110 15.5.6), 415 with <c>Accept</c> or <c>Accept-Encoding</c> (15.5.16), and a body that says the same.
/// </summary>
internal sealed class AcceptedRequests(RequestDelegate next, ILogger<AcceptedRequests> logger)
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly string[] FormOnly = [Form];

    // Laravel reads these as well.
    private static readonly string[] PassportToken = [Form, "multipart/form-data", "application/json"];

    private static readonly Endpoint Posted = new(["POST"], FormOnly);
    private static readonly Endpoint Shown = new(["GET", "POST"], FormOnly);
    private static readonly Endpoint Read = new(["GET", "HEAD"], null);

    private static readonly FrozenDictionary<string, Endpoint> Endpoints = new Dictionary<string, Endpoint>(StringComparer.OrdinalIgnoreCase)
    {
        [EnginePaths.Token] = Posted,
        [EnginePaths.Introspection] = Posted,
        [EnginePaths.Revocation] = Posted,
        [EnginePaths.DeviceAuthorization] = Posted,
        [EnginePaths.Authorize] = Shown,
        [EnginePaths.AuthorizeCallback] = new(["GET"], null),
        [EnginePaths.EndSession] = Shown,
        [EnginePaths.EndSessionCallback] = Read,
        [EnginePaths.CheckSession] = Read,
        // A bearer token in the header needs no body, so that any is passed over.
        [EnginePaths.UserInfo] = new(["GET", "POST"], null),
        [EnginePaths.Discovery] = Read,
        [EnginePaths.OAuthMetadata] = Read,
        [EnginePaths.Keys] = Read,
        // The token may stand in the query.
        [EnginePaths.PassportIntrospection] = new(["POST"], null),
        [SessionsEndpoint.Path] = new(["GET", "DELETE"], null),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The paths of which it knows.</summary>
    internal static IEnumerable<string> Paths => Endpoints.Keys;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.ContentEncoding is { Count: > 0 } coding && !string.Equals(coding, "identity", StringComparison.OrdinalIgnoreCase))
            return RefuseCodingAsync(context);
        if (request.Path.Value is not { } path || !Endpoints.TryGetValue(path, out var endpoint))
            return next(context);
        if (!Allows(endpoint.Methods, request.Method))
            return RefuseMethodAsync(context, endpoint.Methods);
        if (endpoint.Content is null || !HttpMethods.IsPost(request.Method))
            return next(context);
        if (string.Equals(request.ContentType, Form, StringComparison.OrdinalIgnoreCase))
            return next(context);
        var content = PassportTokenBody.IsExpected(context) ? PassportToken : endpoint.Content;
        return IsOneOf(content, request) ? next(context) : RefuseContentAsync(context, content);
    }

    private static bool Allows(string[] methods, string method)
    {
        foreach (var one in methods)
        {
            if (HttpMethods.Equals(one, method))
                return true;
        }

        return false;
    }

    private static bool IsOneOf(string[] types, HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return false;
        return Array.Exists(types, one => type.MediaType.Equals(one, StringComparison.OrdinalIgnoreCase))
            || (ReferenceEquals(types, PassportToken) && request.HasJsonContentType());
    }

    private Task RefuseMethodAsync(HttpContext context, string[] methods)
    {
        var allowed = string.Join(", ", methods);
        context.Response.Headers.Allow = allowed;
        return RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, $"The method must be one of: {allowed}.");
    }

    private Task RefuseContentAsync(HttpContext context, string[] types)
    {
        var accepted = string.Join(", ", types);
        context.Response.Headers.Accept = accepted;
        return RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, $"The content type must be one of: {accepted}.");
    }

    // RFC 9110 12.5.3.
    private Task RefuseCodingAsync(HttpContext context)
    {
        context.Response.Headers.AcceptEncoding = "identity";
        return RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, "A body must be sent as it is, without a Content-Encoding.");
    }

    private Task RefuseAsync(HttpContext context, int status, string problem)
    {
        logger.RequestRefused(problem, context.Request.Path);
        return ErrorResponse.WriteAsync(context, status, ProtocolErrors.InvalidRequest, problem);
    }

    /// <param name="Methods">What <c>Allow</c> says.</param>
    /// <param name="Content">What a POST brings; null: anything.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Endpoint(string[] Methods, string[]? Content);
}
