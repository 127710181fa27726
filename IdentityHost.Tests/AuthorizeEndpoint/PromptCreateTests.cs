using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityHost.Tests.AuthorizeEndpoint;

/// <summary>Initiating User Registration via OpenID Connect 1.0: prompt=create, where people can sign up.</summary>
public sealed class PromptCreateTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task InitiatingUserRegistration_4_1_The_user_is_sent_to_the_sign_up_page_with_the_way_back()
    {
        await using var another = await TestHost.StartAsync(host.Database, values =>
        {
            values["IdentityHost:Issuer"] = "https://sso.example";
            values["IdentityHost:SignUp:Enabled"] = "true";
            values["IdentityHost:Email:From"] = "sso@example.com";
            values["IdentityHost:Email:PickupFolder"] = Path.GetTempPath();
        });
        using var response = await another.Client.GetAsync(AuthorizeRequests.Url(("prompt", "create")));

        var target = new Uri(another.BaseAddress, response.Headers.Location!);
        target.AbsolutePath.ShouldBe("/Account/Register");
        QueryHelpers.ParseQuery(target.Query).Values.Single().ToString().ShouldStartWith("/connect/authorize/callback?");
        using var metadata = await another.Client.GetAsync("/.well-known/openid-configuration");
        (await TokenClient.ReadAsync(metadata)).GetProperty("prompt_values_supported").EnumerateArray()
            .Select(value => value.GetString()).ShouldContain("create");
    }
}
