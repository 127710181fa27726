using System.Text.Json;
using System.Text.RegularExpressions;
using IdentityHost.Http;
using IdentityHost.Outcomes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace IdentityHost.Passport;

/// <summary>
/// At Passport's token route a request may also be JSON or multipart, as Laravel reads it. It goes on as the form that it means, so that an engine sees one
/// kind of request.
/// </summary>
internal sealed partial class PassportTokenBody(RequestDelegate next, ILogger<PassportTokenBody> logger)
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Scope = "scope";

    private const string NotAnObject = "The body is not a JSON object.";
    private const string NotText = "A parameter is neither a text nor a whole number.";
    private const string Twice = "A parameter was sent more than once.";

    private static readonly object Expected = new();

    /// <summary>Notes that the request came by Passport's route.</summary>
    public static void Expect(HttpContext context) => context.Items[Expected] = Expected;

    public static bool IsExpected(HttpContext context) => context.Items.ContainsKey(Expected);

    public Task InvokeAsync(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && IsOther(context.Request.ContentType) && IsExpected(context) ? TranslateAsync(context) : next(context);

    private static bool IsOther(string? type) => type is not null && !type.StartsWith(Form, StringComparison.OrdinalIgnoreCase);

    private async Task TranslateAsync(HttpContext context)
    {
        var request = context.Request;
        var (fields, problem) = request.HasJsonContentType()
            ? await ReadJsonAsync(request, context.RequestAborted)
            : (Given(await request.ReadFormAsync(context.RequestAborted)), null);
        if (fields is null)
        {
            logger.RequestRefused(problem!, request.Path);
            await ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, ProtocolErrors.InvalidRequest, problem);
            return;
        }

        request.ContentType = Form;
        request.Body = Stream.Null;
        context.Features.Set<IFormFeature>(new ReceivedForm(new FormCollection(fields)));
        await next(context);
    }

    /// <summary>Files are no parameters, and an empty value is none (Laravel's ConvertEmptyStringsToNull, RFC 6749 3.2).</summary>
    private static Dictionary<string, StringValues> Given(IFormCollection form) =>
        form.Where(field => !StringValues.IsNullOrEmpty(field.Value)).ToDictionary(field => field.Key, field => field.Value, StringComparer.OrdinalIgnoreCase);

    private static async Task<(Dictionary<string, StringValues>? Fields, string? Problem)> ReadJsonAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, ct);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : (null, NotAnObject);
        }
        // Not JSON, or a string of half a surrogate pair.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, NotAnObject);
        }
    }

    // PHP takes the last of several members of one name. Which one a proxy in front looks at nobody knows, so there must be one.
    private static (Dictionary<string, StringValues>? Fields, string? Problem) Read(JsonElement body)
    {
        var fields = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in body.EnumerateObject())
        {
            if (!seen.Add(member.Name))
                return (null, Twice);
            if (Text(member) is not { } value)
                return (null, NotText);
            if (value.Length > 0)
                fields[member.Name] = value;
        }

        return (fields, null);
    }

    /// <returns>The parameter; empty for one that is not there; null for what is none.</returns>
    private static string? Text(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.String => WithoutNul(member.Value.GetString()!),
        // A client's id, as Passport's are. Any other number has no one text.
        JsonValueKind.Number when Whole().IsMatch(member.Value.GetRawText()) => member.Value.GetRawText(),
        JsonValueKind.Null => "",
        // Passport takes a list of scopes as well.
        JsonValueKind.Array when string.Equals(member.Name, Scope, StringComparison.Ordinal)
            && member.Value.EnumerateArray().All(scope => scope.ValueKind == JsonValueKind.String) =>
            WithoutNul(string.Join(' ', member.Value.EnumerateArray().Select(scope => scope.GetString()))),
        _ => null,
    };

    private static string? WithoutNul(string text) => text.Contains('\0', StringComparison.Ordinal) ? null : text;

    [GeneratedRegex(@"^(0|-?[1-9][0-9]*)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Whole();
}
