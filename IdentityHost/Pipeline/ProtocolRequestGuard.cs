using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using IdentityHost.Engine;
using IdentityHost.Http;
using IdentityHost.Outcomes;
using IdentityHost.Passport;
using IdentityHost.Sessions.Admin;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace IdentityHost.Pipeline;

/// <summary>
/// Refuses requests to the protocol endpoints that are not text or that say something twice, before an engine makes something of them:
/// RFC 6749 3.1 and 3.2, "request and response parameters MUST NOT be included more than once". What has no value was not sent.
/// </summary>
internal sealed class ProtocolRequestGuard(RequestDelegate next, ILogger<ProtocolRequestGuard> logger)
{
    /// <summary>The one parameter that may be repeated (RFC 8707 2).</summary>
    private const string Resource = "resource";

    private static readonly FrozenSet<string> ReadsBody = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        EnginePaths.Token, EnginePaths.Introspection, EnginePaths.Revocation, EnginePaths.Authorize, EnginePaths.DeviceAuthorization,
        EnginePaths.UserInfo, EnginePaths.EndSession, EnginePaths.PassportIntrospection);

    private static readonly FrozenSet<string> ReadsQuery = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        EnginePaths.Authorize, EnginePaths.AuthorizeCallback, EnginePaths.EndSession, EnginePaths.EndSessionCallback,
        SessionsEndpoint.Path, EnginePaths.PassportIntrospection);

    public async Task InvokeAsync(HttpContext context)
    {
        var problem = FindInQuery(context.Request) ?? await FindInBodyAsync(context);
        if (problem is null)
        {
            await next(context);
            return;
        }

        logger.RequestRefused(problem, context.Request.Path);
        await ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, ProtocolErrors.InvalidRequest, problem);
    }

    private static string? FindInQuery(HttpRequest request)
    {
        if (!request.QueryString.HasValue || !Matches(ReadsQuery, request.Path))
            return null;
        if (!EncodedText.IsPercentEncodedText(Encoding.UTF8.GetBytes(request.QueryString.Value)))
            return NotText;
        // For administrators a condition without a value, or a name that is spelt otherwise, is a mistake.
        if (request.Path != SessionsEndpoint.Path)
        {
            EmptyParameters.RemoveFromQuery(request);
            ExactParameters.RemoveFromQuery(request);
        }

        return ExactParameters.IsRepeated(request.QueryString.Value, Resource) ? Twice : null;
    }

    private static async Task<string?> FindInBodyAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method))
            return null;
        // On every page with a form too: who reads it would fail.
        if (!IsCharsetUsable(request.ContentType))
            return NotText;
        if (!Matches(ReadsBody, request.Path))
            return null;
        var form = IsPlain(request.ContentType) || request.HasFormContentType;
        if (!form && !(request.HasJsonContentType() && MayBeJson(context)))
            return null;

        var body = await ReceiveAsync(request, context.RequestAborted);
        var isText = IsText(request, body);
        var simple = isText && IsPlain(request.ContentType) ? SimpleForm.Read(body) : null;
        var exact = simple is null && isText && IsUrlEncoded(request) ? ExactParameters.Read(body, request.ContentType) : null;
        request.BodyReader.AdvanceTo((simple ?? exact) is null ? body.Start : body.End);
        if (!isText)
            return NotText;
        if ((simple ?? exact) is not { } read)
            return form ? await FindInFormAsync(request, context.RequestAborted) : null;
        var given = EmptyParameters.Without(read);
        context.Features.Set<IFormFeature>(new ReceivedForm(given));
        return exact is not null && IsRepeated(given) ? Twice : null;
    }

    private static bool MayBeJson(HttpContext context) =>
        context.Request.Path == EnginePaths.PassportIntrospection || PassportTokenBody.IsExpected(context);

    private static async Task<string?> FindInFormAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            var form = await request.ReadFormAsync(ct);
            var given = EmptyParameters.Without(ExactParameters.Without(form));
            if (!ReferenceEquals(given, form))
                request.Form = given;
            return IsRepeated(given) ? Twice : null;
        }
        // Too many or too long keys and values, or a multipart body that does not follow its own boundary.
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return "The body can't be read.";
        }
    }

    private static bool IsText(HttpRequest request, ReadOnlySequence<byte> body)
    {
        var bytes = body.IsSingleSegment ? body.FirstSpan : body.ToArray();
        return IsUrlEncoded(request) ? EncodedText.IsPercentEncodedText(bytes) : EncodedText.IsText(bytes);
    }

    /// <summary>
    /// The whole body, which stays where it is until somebody reads it. Bounded by the server's limit: more is a BadHttpRequestException
    /// with status 413.
    /// </summary>
    private static async ValueTask<ReadOnlySequence<byte>> ReceiveAsync(HttpRequest request, CancellationToken ct)
    {
        while (true)
        {
            var received = await request.BodyReader.ReadAsync(ct);
            if (received.IsCompleted)
                return received.Buffer;
            request.BodyReader.AdvanceTo(received.Buffer.Start, received.Buffer.End);
        }
    }

    private const string UrlEncoded = "application/x-www-form-urlencoded";

    private const string NotText = "The request is not valid UTF-8 text.";

    private const string Twice = "A parameter was sent more than once.";

    /// <summary>Whether the framework can decode it: UTF-7, which it knows and refuses, makes its form reader throw.</summary>
    private static bool IsCharsetUsable(string? contentType)
    {
        if (IsPlain(contentType))
            return true;
        try
        {
            _ = MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.Encoding : null;
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    private static bool IsUrlEncoded(HttpRequest request) =>
        request.ContentType!.StartsWith(UrlEncoded, StringComparison.OrdinalIgnoreCase);

    /// <summary>Nothing is said beside the type, such as another charset.</summary>
    private static bool IsPlain(string? contentType) => string.Equals(contentType, UrlEncoded, StringComparison.OrdinalIgnoreCase);

    private static bool IsRepeated(IFormCollection form) => form.Any(p => p.Value.Count > 1 && !IsRepeatable(p.Key));

    private static bool IsRepeatable(string parameter) => string.Equals(parameter, Resource, StringComparison.Ordinal);

    private static bool Matches(FrozenSet<string> paths, PathString path) => path.Value is { } value && paths.Contains(value);
}
