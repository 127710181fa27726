using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IdentityHost.Engine;
using IdentityHost.Pipeline;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Pipeline;

/// <summary>405 and 415 say in a body and in a header what is accepted.</summary>
[Collection(PostgresCollection.Name)]
public sealed class AcceptedRequestsTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("GET", "/connect/token", "POST")]
    [InlineData("GET", "/oauth/token", "POST")]
    [InlineData("PUT", "/connect/introspect", "POST")]
    [InlineData("GET", "/oauth/introspect", "POST")]
    [InlineData("DELETE", "/connect/revocation", "POST")]
    [InlineData("GET", "/connect/deviceauthorization", "POST")]
    [InlineData("PUT", "/connect/authorize", "GET, POST")]
    [InlineData("PATCH", "/oauth/authorize", "GET, POST")]
    [InlineData("POST", "/connect/authorize/callback", "GET")]
    [InlineData("PUT", "/connect/endsession", "GET, POST")]
    [InlineData("POST", "/connect/endsession/callback", "GET, HEAD")]
    [InlineData("POST", "/connect/checksession", "GET, HEAD")]
    [InlineData("PUT", "/connect/userinfo", "GET, POST")]
    [InlineData("POST", "/.well-known/openid-configuration", "GET, HEAD")]
    [InlineData("POST", "/.well-known/oauth-authorization-server", "GET, HEAD")]
    [InlineData("POST", "/.well-known/openid-configuration/jwks", "GET, HEAD")]
    [InlineData("POST", "/admin/sessions", "GET, DELETE")]
    public async Task RFC9110_15_5_6_405_says_by_which_methods(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await host.Client.SendAsync(request);

        await ShouldSayAsync(response, HttpStatusCode.MethodNotAllowed, $"The method must be one of: {allowed}.");
        string.Join(", ", response.Content.Headers.Allow).ShouldBe(allowed);
    }

    [Theory]
    [InlineData("/connect/token", "application/json", Form)]
    [InlineData("/connect/token", "multipart/form-data; boundary=x", Form)]
    [InlineData("/connect/token", null, Form)]
    [InlineData("/connect/introspect", "text/plain", Form)]
    [InlineData("/connect/revocation", "application/json", Form)]
    [InlineData("/connect/deviceauthorization", "application/json", Form)]
    [InlineData("/connect/authorize", "application/json", Form)]
    [InlineData("/connect/endsession", "multipart/form-data; boundary=x", Form)]
    [InlineData("/oauth/token", "text/plain", Form + ", multipart/form-data, application/json")]
    [InlineData("/oauth/authorize", "application/json", Form)]
    public async Task RFC9110_15_5_16_415_says_with_which_content(string path, string? type, string accepted)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        using var response = await host.Client.PostAsync(path, content);

        await ShouldSayAsync(response, HttpStatusCode.UnsupportedMediaType, $"The content type must be one of: {accepted}.");
        response.Headers.GetValues("Accept").ShouldBe([accepted]);
    }

    [Theory]
    [InlineData("/connect/token")]
    [InlineData("/connect/introspect")]
    [InlineData("/oauth/introspect")]
    [InlineData("/oauth/token")]
    [InlineData("/connect/userinfo")]
    public async Task RFC9110_15_5_16_a_coded_body_is_415_and_says_that_it_must_not_be(string path)
    {
        using var response = await PostCodedAsync(path, "gzip");

        await ShouldSayAsync(response, HttpStatusCode.UnsupportedMediaType, "A body must be sent as it is, without a Content-Encoding.");
        response.Headers.GetValues("Accept-Encoding").ShouldBe(["identity"]);
    }

    [Fact]
    public async Task A_coded_form_of_a_page_is_415_as_well()
    {
        using var response = await PostCodedAsync("/Account/Login", "br");
        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        response.Headers.GetValues("Accept-Encoding").ShouldBe(["identity"]);
    }

    [Fact]
    public async Task RFC9110_8_4_1_identity_is_no_coding()
    {
        using var content = new FormUrlEncodedContent(Requests.ClientCredentials());
        content.Headers.ContentEncoding.Add("identity");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token") { Content = content };
        request.Headers.Authorization = TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret);
        using var response = await host.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void Every_protocol_endpoint_has_its_line() => EnginePaths.All.Except(AcceptedRequests.Paths, StringComparer.Ordinal).ShouldBeEmpty();

    private async Task<HttpResponseMessage> PostCodedAsync(string path, string coding)
    {
        await using var stream = new MemoryStream();
        await using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.ASCII.GetBytes("grant_type=client_credentials"));
        using var content = new ByteArrayContent(stream.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue(Form);
        content.Headers.ContentEncoding.Add(coding);
        return await host.Client.PostAsync(path, content);
    }

    private static async Task ShouldSayAsync(HttpResponseMessage response, HttpStatusCode status, string description)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, body);
        var json = JsonDocument.Parse(body).RootElement;
        json.GetProperty("error").GetString().ShouldBe("invalid_request");
        json.GetProperty("error_description").GetString().ShouldBe(description);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}
