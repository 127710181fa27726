using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.TokenEndpoint;

/// <summary>Requests as they go over the wire, well-formed or not, and what every refusal must look like.</summary>
internal static class Requests
{
    public const string TokenPath = "/connect/token";
    public const string IntrospectionPath = "/connect/introspect";
    public const string RevocationPath = "/connect/revocation";

    public static Dictionary<string, string> ClientCredentials(string? scope = "messages.read")
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (scope is not null)
            form["scope"] = scope;
        return form;
    }

    public static Task<HttpResponseMessage> PostAsync(
        this HostFixture host, string path, Dictionary<string, string> form, AuthenticationHeaderValue? authorization = null) =>
        host.Tokens.PostFormAsync(path, form, authorization);

    /// <summary>Posts a body as it stands.</summary>
    public static async Task<HttpResponseMessage> PostRawAsync(
        this HostFixture host,
        string path,
        byte[] body,
        string? contentType = "application/x-www-form-urlencoded",
        string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType).ShouldBeTrue();
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization).ShouldBeTrue();
        return await host.Client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> PostRawAsync(
        this HostFixture host, string path, string body, string? contentType = "application/x-www-form-urlencoded", string? authorization = null) =>
        host.PostRawAsync(path, Encoding.UTF8.GetBytes(body), contentType, authorization);

    /// <summary>An error of RFC 6749 5.2: its status, its code, JSON, not cacheable, and a challenge where it says 401.</summary>
    public static async Task<JsonElement> ShouldBeErrorAsync(this HttpResponseMessage response, HttpStatusCode status, string error)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, body);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        response.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
        if (status == HttpStatusCode.Unauthorized)
            response.Headers.WwwAuthenticate.Select(challenge => challenge.Scheme).ShouldContain("Basic");
        using var document = JsonDocument.Parse(body);
        var json = document.RootElement.Clone();
        json.GetProperty("error").GetString().ShouldBe(error, body);
        body.ShouldNotContain("   at ");
        return json;
    }

    public static async Task ShouldBeStatusAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, body);
        body.ShouldNotContain("   at ");
    }

    /// <summary>RFC 7009 2.2.1: 400 and the code of the error.</summary>
    public static async Task ShouldBeRefusedAsync(this HttpResponseMessage response, string error)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
        using var document = JsonDocument.Parse(body);
        document.RootElement.GetProperty("error").GetString().ShouldBe(error);
    }

    /// <summary>Exactly <c>{"active":false}</c>.</summary>
    public static async Task ShouldBeInactiveAsync(this HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        body.ShouldBe("""{"active":false}""");
    }
}
