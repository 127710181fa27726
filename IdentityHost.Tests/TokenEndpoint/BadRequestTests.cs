using System.Net;
using System.Text;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.TokenEndpoint;

[Collection(PostgresCollection.Name)]
public sealed class BadRequestTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Credentials = $"client_id={Demo.PlainClientId}&client_secret={Demo.PlainClientSecret}";

    public static TheoryData<string> Endpoints => [Requests.TokenPath, Requests.IntrospectionPath, Requests.RevocationPath];

    [Theory]
    [InlineData(Requests.IntrospectionPath)]
    [InlineData(Requests.RevocationPath)]
    public Task Another_method_than_POST_is_405(string path) => ShouldBe405Async(path);

    [Fact]
    public Task RFC6749_3_2_the_token_endpoint_takes_POST_alone() => ShouldBe405Async(Requests.TokenPath);

    private async Task ShouldBe405Async(string path)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
        {
            using var request = new HttpRequestMessage(method, path);
            using var response = await host.Client.SendAsync(request);
            await response.ShouldBeStatusAsync(HttpStatusCode.MethodNotAllowed);
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task RFC9110_15_5_6_a_405_says_what_is_allowed(string path)
    {
        using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
        response.Content.Headers.Allow.ShouldBe(["POST"]);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Another_content_type_is_415(string? contentType)
    {
        foreach (var path in new[] { Requests.TokenPath, Requests.IntrospectionPath, Requests.RevocationPath })
        {
            using var response = await host.PostRawAsync(
                path, "--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\na\r\n--x--\r\n", contentType);
            await response.ShouldBeStatusAsync(HttpStatusCode.UnsupportedMediaType);
        }
    }

    [Fact]
    public async Task A_content_type_with_a_charset_is_a_form_too()
    {
        using var response = await host.PostRawAsync(
            Requests.TokenPath, $"grant_type=client_credentials&{Credentials}", "application/x-www-form-urlencoded; charset=UTF-8");
        await TokenClient.ReadAsync(response);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_body_over_the_limit_is_413(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("token", new string('x', 4 * 1024 * 1024))]),
        };
        // The answer comes before the body is sent; else the client would only see its connection close.
        request.Headers.ExpectContinue = true;
        using var response = await host.Client.SendAsync(request);
        await response.ShouldBeStatusAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("grant_type=client_credentials&grant_type=client_credentials")]
    [InlineData("grant_type=client_credentials&scope=messages.read&scope=messages.read")]
    [InlineData("grant_type=client_credentials&client_id=4")]
    public async Task RFC6749_3_2_a_parameter_sent_twice_is_invalid_request(string parameters)
    {
        using var response = await host.PostRawAsync(Requests.TokenPath, $"{parameters}&{Credentials}");
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData(Requests.IntrospectionPath)]
    [InlineData(Requests.RevocationPath)]
    public async Task RFC6749_3_2_a_token_sent_twice_is_invalid_request(string path)
    {
        using var response = await host.PostRawAsync(path, $"token=a&token=b&{Credentials}");
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_NUL_is_400(string path)
    {
        using var response = await host.PostRawAsync(path, $"grant_type=client_credentials&token=a%00b&{Credentials}");
        await response.ShouldBeStatusAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Invalid_UTF_8_is_400(string path)
    {
        byte[] raw = [.. Encoding.ASCII.GetBytes($"grant_type=client_credentials&{Credentials}&token=a"), 0xC3, 0x28];
        using var unescaped = await host.PostRawAsync(path, raw);
        await unescaped.ShouldBeStatusAsync(HttpStatusCode.BadRequest);
        using var escaped = await host.PostRawAsync(path, $"grant_type=client_credentials&token=a%C3%28&{Credentials}");
        await escaped.ShouldBeStatusAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    [EngineDifference("no grant_type is unsupported_grant_type")]
    public async Task RFC6749_5_2_a_missing_grant_type_is_invalid_request()
    {
        using var response = await host.PostRawAsync(Requests.TokenPath, Credentials);
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData("password")]
    [InlineData("CLIENT_CREDENTIALS")]
    [InlineData("urn:ietf:params:oauth:grant-type:token-exchange")]
    public async Task RFC6749_5_2_an_unknown_grant_type_is_unsupported_grant_type(string grantType)
    {
        using var response = await host.PostRawAsync(Requests.TokenPath, $"grant_type={grantType}&{Credentials}");
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "unsupported_grant_type");
    }

    [Theory]
    [InlineData("grant_type", "unsupported_grant_type")]
    [InlineData("scope", "invalid_scope")]
    public async Task An_over_long_value_is_unknown(string parameter, string error)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            [parameter] = new('x', 10_000),
        };
        using var response = await host.PostAsync(
            Requests.TokenPath, form, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, error);
    }

    [Fact]
    public async Task RFC6749_3_2_unknown_parameters_are_ignored_and_empty_ones_count_as_omitted()
    {
        using var response = await host.PostRawAsync(
            Requests.TokenPath, $"grant_type=client_credentials&scope=&unknown=1&{Credentials}");
        (await TokenClient.ReadAsync(response)).GetProperty("scope").GetString().ShouldBe("messages.read");
    }

    [Fact]
    public async Task A_refused_request_stores_nothing()
    {
        var before = await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "PersistedGrants" """);
        foreach (var body in new[] { "grant_type=client_credentials&scope=unknown", "grant_type=authorization_code&code=x", "x=%00" })
        {
            using var response = await host.PostRawAsync(Requests.TokenPath, $"{body}&{Credentials}");
            ((int)response.StatusCode).ShouldBeInRange(400, 499);
        }

        (await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "PersistedGrants" """)).ShouldBe(before);
    }
}
