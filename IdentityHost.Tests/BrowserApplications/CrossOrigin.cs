using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.BrowserApplications;

/// <summary>What a browser asks for a page of another origin, and how it reads the answer (Fetch standard, CORS protocol).</summary>
internal static class CrossOrigin
{
    public const string App = "https://app.example.com";

    private static readonly string[] AnswerHeaders =
    [
        "Access-Control-Allow-Origin", "Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Access-Control-Max-Age",
        "Access-Control-Expose-Headers", "Access-Control-Allow-Credentials",
    ];

    public static Task AddOriginAsync(this TestDatabase database, string origin, string client = Demo.NotesId) =>
        database.ExecuteAsync(
            """INSERT INTO "ClientCorsOrigins" ("Origin", "ClientId") SELECT $1, "Id" FROM "Clients" WHERE "ClientId" = $2""", origin, client);

    /// <summary>The preflight before a request with a JSON body or the like.</summary>
    public static async Task<HttpResponseMessage> PreflightAsync(
        this HttpClient client, string path, string origin, string method = "POST", string headers = "authorization,x-trace")
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", headers);
        return await client.SendAsync(request);
    }

    /// <summary>The request itself: a form by POST, or a GET where there is none.</summary>
    public static async Task<HttpResponseMessage> AskAsync(
        this HttpClient client, string path, string? origin, IEnumerable<KeyValuePair<string, string>>? form = null, string? method = null, string? bearer = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method ?? (form is null ? "GET" : "POST")), path);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        if (bearer is not null)
            request.Headers.Authorization = new("Bearer", bearer);
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form);
        return await client.SendAsync(request);
    }

    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>Pages of that origin, and no others, may read it, and it is not for a browser that sends cookies.</summary>
    public static void ShouldBeReadableBy(this HttpResponseMessage response, string origin)
    {
        response.Header("Access-Control-Allow-Origin").ShouldBe(origin, response.ToString());
        response.Header("Access-Control-Allow-Credentials").ShouldBeNull();
        if (origin != "*")
            response.Header("Vary").ShouldNotBeNull().Split(", ").ShouldContain("Origin");
        if (response.RequestMessage!.Method != HttpMethod.Options)
            response.Header("Access-Control-Expose-Headers").ShouldNotBeNull().Split(',').ShouldBe(["WWW-Authenticate", "Retry-After", "X-Correlation-ID"], ignoreOrder: true);
    }

    /// <summary>No page of another origin may read it.</summary>
    public static void ShouldBeReadableByNobody(this HttpResponseMessage response)
    {
        foreach (var header in AnswerHeaders)
            response.Header(header).ShouldBeNull($"{header} of {response.RequestMessage}");
    }
}
