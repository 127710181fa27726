using System.Net;
using System.Text;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Passport;

/// <summary>What Laravel's clients send to <c>/oauth/token</c>: JSON (axios, <c>Http::post</c>) and multipart (Postman's form-data).</summary>
[Collection(PostgresCollection.Name)]
public sealed class PassportTokenBodyTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Path = "/oauth/token";

    public static TheoryData<string> Granted =>
    [
        """{"grant_type":"client_credentials","client_id":"4","client_secret":"plain-client-secret","scope":"messages.read"}""",
        // A number, as the id is one in Passport; a member that is null or empty is none.
        """{"grant_type":"client_credentials","client_id":4,"client_secret":"plain-client-secret","scope":null,"code":""}""",
        """{"grant_type":"client_credentials","client_id":4,"client_secret":"plain-client-secret","scope":["messages.read"]}""",
        """{"grant_type":"client_credentials","client_id":4,"client_secret":"plain-client-secret","scope":"*"}""",
    ];

    public static TheoryData<string> Refused =>
    [
        "", "{", "[]", "null", "\"grant_type=client_credentials\"", "grant_type=client_credentials",
        """{"grant_type":"client_credentials","grant_type":"client_credentials"}""",
        """{"grant_type":{"a":"client_credentials"}}""",
        """{"grant_type":["client_credentials"]}""",
        """{"grant_type":"client_credentials","client_id":4.0}""",
        """{"grant_type":"client_credentials","client_id":4e0}""",
        """{"grant_type":"client_credentials","client_id":true}""",
        """{"grant_type":"client_credentials","scope":["messages.read",1]}""",
        """{"grant_type":"client_credentials","client_id":"4\u0000"}""",
        """{"grant_type":"client_credentials","client_id":"\ud800"}""",
    ];

    [Theory]
    [MemberData(nameof(Granted))]
    public async Task JSON_is_read_as_Laravel_reads_it(string json)
    {
        using var response = await host.Client.PostAsync(Path, Json(json));

        var answer = await TokenClient.ReadAsync(response);
        answer.GetProperty("scope").GetString().ShouldBe("messages.read");
        answer.GetProperty("token_type").GetString().ShouldBe("Bearer");
    }

    [Fact]
    public async Task JSON_beside_HTTP_Basic_works_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = Json("""{"grant_type":"client_credentials"}""") };
        request.Headers.Authorization = TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret);
        using var response = await host.Client.SendAsync(request);

        (await TokenClient.ReadAsync(response)).GetProperty("access_token").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task JSON_that_is_no_set_of_parameters_is_400(string json)
    {
        using var response = await host.Client.PostAsync(Path, Json(json));

        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
        JsonDocument.Parse(body).RootElement.GetProperty("error").GetString().ShouldBe("invalid_request");
    }

    [Fact]
    public async Task Multipart_is_a_form_as_well()
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent("client_credentials"), "grant_type" },
            { new StringContent(Demo.PlainClientId), "client_id" },
            { new StringContent(Demo.PlainClientSecret), "client_secret" },
            { new StringContent(""), "scope" },
            { new ByteArrayContent([1, 2, 3]), "file", "a.bin" },
        };
        using var response = await host.Client.PostAsync(Path, content);

        (await TokenClient.ReadAsync(response)).GetProperty("scope").GetString().ShouldBe("messages.read");
    }

    [Fact]
    public async Task A_code_is_redeemed_by_JSON()
    {
        await host.Database.AddClientAsync("json-app", grants: ["authorization_code"]);
        var form = StoredGrants.CodeForm(await host.StoreCodeAsync("json-app"));
        form["client_id"] = "json-app";
        form["client_secret"] = TestClients.Secret;

        using var first = await host.Client.PostAsync(Path, Json(JsonSerializer.Serialize(form)));
        using var second = await host.Client.PostAsync(Path, Json(JsonSerializer.Serialize(form)));

        (await TokenClient.ReadAsync(first)).GetProperty("access_token").GetString().ShouldNotBeNullOrEmpty();
        await second.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Theory]
    [InlineData("/oauth/token", "400")]
    [InlineData("/connect/token", "415")]
    public async Task Only_Passports_route_reads_JSON(string path, string status)
    {
        using var response = await host.Client.PostAsync(path, Json("[]"));
        ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(status);
    }

    [Fact]
    public async Task No_secret_of_a_body_is_logged()
    {
        using var response = await host.Client.PostAsync(
            Path, Json("""{"grant_type":"client_credentials","client_id":"4","client_secret":"a-secret-in-json","scope":{"s":"an-odd-scope"}}"""));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        host.Host.Logs.ShouldNotContain("a-secret-in-json", "an-odd-scope");
    }

    [Theory]
    [InlineData("form")]
    [InlineData("json")]
    [InlineData("query")]
    public async Task White_space_around_the_token_to_introspect_is_not_part_of_it(string place)
    {
        var caller = await host.Tokens.ResourceServerTokenAsync();
        var token = $" {await host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret)}\n";
        using var response = place switch
        {
            "form" => await PassportRequest.SendAsync(host.Host, caller, content: PassportRequest.Form(token)),
            "json" => await PassportRequest.SendAsync(host.Host, caller, content: PassportRequest.Json(JsonSerializer.Serialize(new { token }))),
            _ => await PassportRequest.SendAsync(host.Host, caller, "?token=" + Uri.EscapeDataString(token)),
        };

        (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
