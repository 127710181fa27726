using System.Net;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.DeviceFlow;

/// <summary>The device authorization endpoint (RFC 8628 3.1 and 3.2).</summary>
public sealed class DeviceAuthorizationTests(HostFixture host) : IClassFixture<HostFixture>
{
    private readonly TestDevice _device = new(host);

    [Fact]
    public async Task A_device_gets_its_codes_and_the_addresses_RFC_8628_3_2()
    {
        using var response = await _device.AskAsync();
        var answer = await TestDevice.JsonAsync(response);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.GetProperty("device_code").GetString()!.Length.ShouldBeGreaterThanOrEqualTo(64);
        var digits = string.Concat(answer.GetProperty("user_code").GetString()!.Where(char.IsAsciiDigit));
        digits.Length.ShouldBe(9);
        var page = new Uri(host.Client.BaseAddress!, "/Device").AbsoluteUri;
        answer.GetProperty("verification_uri").GetString().ShouldBe(page);
        answer.GetProperty("verification_uri_complete").GetString().ShouldBe($"{page}?userCode={answer.GetProperty("user_code").GetString()}");
        answer.GetProperty("expires_in").GetInt32().ShouldBe(300);
        answer.GetProperty("interval").GetInt32().ShouldBe(5);
    }

    [Fact]
    public async Task Neither_code_is_stored_as_it_is()
    {
        var codes = await _device.StartAsync();

        (await host.Database.ScalarAsync<long>(
            """SELECT count(*) FROM "DeviceCodes" d WHERE position($1 in d::text) > 0 OR position($2 in d::text) > 0 OR position($3 in d::text) > 0""",
            codes.DeviceCode, codes.UserCode, codes.UserCode.Replace("-", "", StringComparison.Ordinal))).ShouldBe(0);
        (await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "DeviceCodes" WHERE "DeviceCode" = $1""", codes.DeviceCode.Sha256())).ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_scope_the_device_asks_for_everything_that_its_client_may_have_RFC_6749_3_3()
    {
        using var response = await _device.AskAsync(scope: null);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("nobody", "user.read", HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData(Demo.NotesId, "user.read", HttpStatusCode.BadRequest, "unauthorized_client")]
    [InlineData(Demo.TvId, "messages.read", HttpStatusCode.BadRequest, "invalid_scope")]
    [InlineData(Demo.TvId, "nowhere", HttpStatusCode.BadRequest, "invalid_scope")]
    public async Task A_request_that_is_wrong_is_refused_RFC_6749_5_2(string client, string scope, HttpStatusCode status, string error)
    {
        using var response = await _device.AskAsync(client, scope);

        response.StatusCode.ShouldBe(status);
        (await TestDevice.JsonAsync(response)).GetProperty("error").GetString().ShouldBe(error);
    }

    [Fact]
    [EngineDifference("another method is 400")]
    public async Task Only_a_POST_with_a_form_is_answered()
    {
        using var get = await host.Client.GetAsync(new Uri("/connect/deviceauthorization", UriKind.Relative));
        using var twice = await host.Client.PostAsync(
            new Uri("/connect/deviceauthorization", UriKind.Relative),
            new FormUrlEncodedContent([new("client_id", Demo.TvId), new("scope", "user.read"), new("scope", "user.read")]));

        get.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        twice.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Discovery_names_the_endpoint_RFC_8628_4()
    {
        var metadata = JsonDocument.Parse(await host.Client.GetStringAsync(new Uri("/.well-known/openid-configuration", UriKind.Relative))).RootElement;

        metadata.GetProperty("device_authorization_endpoint").GetString()
            .ShouldBe(new Uri(host.Client.BaseAddress!, "/connect/deviceauthorization").AbsoluteUri);
        metadata.GetProperty("grant_types_supported").EnumerateArray().Select(grant => grant.GetString()).ShouldContain(TestDevice.GrantType);
    }
}
