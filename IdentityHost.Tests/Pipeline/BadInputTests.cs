using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Pipeline;

/// <summary>Requests that are no text, say something twice or are too large: 400 or 413, nothing stored, never 500.</summary>
[Collection(PostgresCollection.Name)]
public sealed class BadInputTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    public static TheoryData<string> BodyRoutes => new("/connect/token", "/oauth/token", "/connect/introspect", "/connect/revocation", "/oauth/introspect");

    [Theory]
    [MemberData(nameof(BodyRoutes))]
    public Task Duplicate_parameters_in_the_body_are_400(string route) => ShouldBeRefusedAsync(route, "token=a&token=b&grant_type=x&grant_type=x");

    [Theory]
    [MemberData(nameof(BodyRoutes))]
    public Task NUL_in_the_body_is_400(string route) => ShouldBeRefusedAsync(route, "token=a%00b");

    [Theory]
    [MemberData(nameof(BodyRoutes))]
    public Task NUL_in_a_name_is_400(string route) => ShouldBeRefusedAsync(route, "to%00ken=ab");

    [Theory]
    [InlineData("%ff")]
    [InlineData("%C0%80")]
    [InlineData("%ED%A0%80")]
    [InlineData("%F0%9F%98")]
    public async Task Invalid_UTF8_is_400(string encoded)
    {
        foreach (var route in BodyRoutes)
            await ShouldBeRefusedAsync(route, $"token={encoded}");
    }

    [Fact]
    public Task Raw_bytes_that_are_no_UTF8_are_400() => ShouldBeRefusedAsync("/connect/token", new ByteArrayContent([(byte)'a', (byte)'=', 0xff, 0xfe]));

    [Theory]
    [MemberData(nameof(BodyRoutes))]
    public async Task A_body_over_the_limit_is_413(string route)
    {
        using var response = await PostAsync(route, Text("token=" + new string('a', 70_000)));
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_chunked_body_over_the_limit_is_413()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token") { Content = Text("token=" + new string('a', 70_000)) };
        request.Headers.TransferEncodingChunked = true;
        using var response = await fixture.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_charset_that_nobody_may_decode_is_400()
    {
        foreach (var route in BodyRoutes)
            await ShouldBeRefusedAsync(route, InUtf7());
        using var page = await PostAsync("/Account/Login", InUtf7());
        page.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");

        static StringContent InUtf7()
        {
            var content = Text("token=a");
            content.Headers.ContentType!.CharSet = "utf-7";
            return content;
        }
    }

    [Fact]
    public Task More_parameters_than_a_form_may_have_is_400() =>
        ShouldBeRefusedAsync("/connect/token", string.Join('&', Enumerable.Range(0, 2000).Select(i => $"p{i}=1")));

    [Fact]
    public Task A_multipart_body_that_breaks_off_is_400()
    {
        var content = new StringContent("--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        return ShouldBeRefusedAsync("/oauth/introspect", content);
    }

    [Theory]
    [InlineData("client_id=3&client_id=4")]
    [InlineData("client_id=3&state=a%00b")]
    [InlineData("client_id=3&state=%ff")]
    public async Task At_the_authorization_endpoint_it_is_a_page_with_400(string query)
    {
        foreach (var route in new[] { "/connect/authorize", "/oauth/authorize" })
        {
            using var response = await fixture.Client.GetAsync($"{route}?{query}");
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
            var page = await response.Content.ReadAsStringAsync();
            page.ShouldContain(response.Headers.GetValues("X-Correlation-ID").Single());
            response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        }
    }

    [Theory]
    [InlineData("?token=a&token=b")]
    [InlineData("?token=a%00")]
    [InlineData("?token=%ff")]
    public async Task In_the_query_string_of_the_Passport_route_it_is_400(string query)
    {
        using var response = await fixture.Client.PostAsync("/oauth/introspect" + query, content: null);
        await ShouldBeInvalidRequestAsync(response);
    }

    [Fact]
    public async Task Text_beyond_ASCII_is_text()
    {
        using var response = await PostAsync("/connect/token", Text("grant_type=client_credentials&client_id=%E2%82%AC&client_secret=%F0%9F%98%80"));
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Percent_signs_that_escape_nothing_stand_for_themselves()
    {
        using var response = await PostAsync("/connect/token", Text("grant_type=client_credentials&client_id=100%&client_secret=%zz%0"));
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static StringContent Text(string body) => new(body, Encoding.UTF8, "application/x-www-form-urlencoded");

    private Task ShouldBeRefusedAsync(string route, string body) => ShouldBeRefusedAsync(route, Text(body));

    private async Task ShouldBeRefusedAsync(string route, HttpContent content)
    {
        content.Headers.ContentType ??= new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        var before = await CountAsync();
        using var response = await PostAsync(route, content);
        await ShouldBeInvalidRequestAsync(response);
        (await CountAsync()).ShouldBe(before);
    }

    private static async Task ShouldBeInvalidRequestAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
        JsonDocument.Parse(body).RootElement.GetProperty("error").GetString().ShouldBe("invalid_request");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    private async Task<HttpResponseMessage> PostAsync(string route, HttpContent content)
    {
        using (content)
        {
            using var client = fixture.Host.NewClient();
            return await client.PostAsync(route, content);
        }
    }

    private Task<long> CountAsync() => fixture.Database.ScalarAsync<long>("""SELECT count(*) FROM "PersistedGrants" """);
}
