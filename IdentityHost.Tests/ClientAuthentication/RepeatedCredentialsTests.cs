using System.Net;
using System.Net.Http.Headers;
using IdentityHost.Tests.DeviceFlow;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.ClientAuthentication;

/// <summary>RFC 6749 2.3: one method of client authentication in a request. The same credentials in both places are one; nothing is none.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RepeatedCredentialsTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string StrangeSecret = "a+b/c=%";

    [Fact]
    public async Task The_same_in_header_and_body_is_accepted_at_every_endpoint()
    {
        await host.Database.AddClientAsync("both", new { AllowOfflineAccess = true }, ["client_credentials", TestDevice.GrantType], secrets: [(StrangeSecret, null)]);
        foreach (var basic in new[] { TokenClient.Basic("both", StrangeSecret), BasicReadingsTests.Raw("both", StrangeSecret) })
        {
            using var issued = await host.PostAsync(Requests.TokenPath, Body(Requests.ClientCredentials()), basic);
            var token = (await TokenClient.ReadAsync(issued)).GetProperty("access_token").GetString()!;
            // lua-resty-openidc up to 1.7 asks like this.
            using var introspected = await host.PostAsync(
                Requests.IntrospectionPath, Body(new() { ["token"] = token, ["token_type_hint"] = "access_token" }), basic);
            (await TokenClient.ReadAsync(introspected)).GetProperty("active").GetBoolean().ShouldBeTrue();
            using var device = await host.PostAsync("/connect/deviceauthorization", Body(new() { ["scope"] = "messages.read" }), basic);
            await TokenClient.ReadAsync(device);
            using var revoked = await host.PostAsync(Requests.RevocationPath, Body(new() { ["token"] = token }), basic);
            await revoked.ShouldBeStatusAsync(HttpStatusCode.OK);
        }

        static Dictionary<string, string> Body(Dictionary<string, string> form)
        {
            form["client_id"] = "both";
            form["client_secret"] = StrangeSecret;
            return form;
        }
    }

    [Fact]
    public async Task An_API_introspects_with_the_same_in_both_as_well()
    {
        var token = await host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        using var response = await host.PostAsync(
            Requests.IntrospectionPath,
            new() { ["token"] = token, ["client_id"] = Demo.ApiResource, ["client_secret"] = Demo.ApiResourceSecret },
            TokenClient.Basic(Demo.ApiResource, Demo.ApiResourceSecret));
        (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData(Demo.PlainClientId, "wrong")]
    [InlineData(Demo.ResourceServerId, Demo.PlainClientSecret)]
    [InlineData(Demo.ResourceServerId, Demo.ResourceServerSecret)]
    [InlineData(Demo.PlainClientId, Demo.PlainClientSecret + " ")]
    public async Task RFC6749_5_2_different_ones_are_invalid_request_whichever_is_right(string id, string secret)
    {
        foreach (var path in new[] { Requests.TokenPath, Requests.IntrospectionPath, Requests.RevocationPath, "/connect/deviceauthorization" })
        {
            var form = Requests.ClientCredentials();
            form["token"] = "x";
            form["client_id"] = id;
            form["client_secret"] = secret;
            using var response = await host.PostAsync(path, form, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
            var error = await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_request");
            error.GetProperty("error_description").GetString().ShouldBe("Use one method of client authentication, or the same credentials in both.");
        }
    }

    [Fact]
    public async Task The_same_wrong_ones_in_both_are_wrong()
    {
        var form = Requests.ClientCredentials();
        form["client_id"] = Demo.PlainClientId;
        form["client_secret"] = "wrong";
        using var response = await host.PostAsync(Requests.TokenPath, form, TokenClient.Basic(Demo.PlainClientId, "wrong"));
        await response.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Theory]
    // Basic without id and secret, and with an id alone: the body authenticates.
    [InlineData(":")]
    [InlineData("4:")]
    public async Task RFC6749_3_2_a_part_of_Basic_without_a_value_counts_as_omitted(string basic)
    {
        var form = Requests.ClientCredentials();
        form["client_id"] = Demo.PlainClientId;
        form["client_secret"] = Demo.PlainClientSecret;
        using var response = await host.PostAsync(Requests.TokenPath, form, Header(basic));
        await TokenClient.ReadAsync(response);
    }

    [Theory]
    [InlineData(":")]
    [InlineData("7:")]
    public async Task RFC6749_3_2_1_a_public_client_may_send_Basic_without_a_secret(string basic)
    {
        using var response = await host.PostAsync(
            "/connect/deviceauthorization", new() { ["client_id"] = Demo.TvId, ["scope"] = TestDevice.Scopes }, Header(basic));
        await TokenClient.ReadAsync(response);
    }

    [Fact]
    public async Task Basic_without_id_and_secret_alone_authenticates_nobody()
    {
        foreach (var path in new[] { Requests.TokenPath, Requests.IntrospectionPath })
        {
            using var response = await host.PostAsync(path, new() { ["grant_type"] = "client_credentials", ["token"] = "x" }, Header(":"));
            await response.ShouldBeStatusAsync(HttpStatusCode.Unauthorized);
        }
    }

    private static AuthenticationHeaderValue Header(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return BasicReadingsTests.Raw(text[..colon], text[(colon + 1)..]);
    }
}
