using IdentityHost.Tests.BrowserTests;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Playwright;
using OpenIddict.Abstractions;
using OpenIddict.Client.AspNetCore;

namespace IdentityHost.Tests.RelyingParties;

/// <summary>OpenIddict's client, as it is, with and without a store of its own.</summary>
public sealed class OpenIddictClientTests(BrowserHost host, OpenIddictApplications applications)
    : BrowserTest(host), IClassFixture<OpenIddictApplications>
{
    private static readonly string LongPath = $"/reports/2026?filter={string.Concat(Enumerable.Repeat("region/north&", 120))}";

    [Theory]
    [InlineData(OpenIddictApplications.WithStore, 1_500)]
    // Without a store its state grows to 8,200 characters; in the query, the application's Kestrel would refuse the answer's request line.
    [InlineData(OpenIddictApplications.WithoutStore, 500)]
    [InlineData(OpenIddictApplications.FormPost, 1_500)]
    public async Task Who_signs_in_is_back_at_a_deep_link_with_claims_from_userinfo(string name, int length)
    {
        var application = applications[name];
        var path = LongPath[..length];
        var user = await SignInAsync(application, path);

        Page.Url.ShouldBe(new Uri(application.Address, path).AbsoluteUri);
        var principal = application.LastSignIn.Principal!;
        principal.FindFirst("sub")!.Value.ShouldBe(user);
        principal.FindFirst("email")!.Value.ShouldBe($"{user}@example.com");
        await Assertions.Expect(Page.Locator("#text")).ToHaveTextAsync(char.ToUpperInvariant(user[0]) + user[1..]);
    }

    [Theory]
    [InlineData(OpenIddictApplications.WithStore)]
    [InlineData(OpenIddictApplications.WithoutStore)]
    public async Task Refreshed_introspected_and_revoked(string name)
    {
        var application = applications[name];
        var user = await SignInAsync(application, "/");
        var refresh = application.LastSignIn.Properties!.GetTokenValue(OpenIddictClientAspNetCoreConstants.Tokens.RefreshToken)!;

        var refreshed = await application.Client.AuthenticateWithRefreshTokenAsync(new() { RefreshToken = refresh });
        refreshed.RefreshToken.ShouldNotBe(refresh);
        // Of the ID token and of userinfo, which OpenIddict asks and compares.
        refreshed.Principal.FindFirst("sub")!.Value.ShouldBe(user);
        refreshed.Principal.FindFirst("email")!.Value.ShouldBe($"{user}@example.com");

        var introspected = await application.Client.IntrospectTokenAsync(new() { Token = refreshed.AccessToken, TokenTypeHint = "access_token" });
        introspected.Principal.FindFirst("sub")!.Value.ShouldBe(user);
        introspected.Principal.FindFirst("username")!.Value.ShouldBe(user);

        await application.Client.RevokeTokenAsync(new() { Token = refreshed.AccessToken, TokenTypeHint = "access_token" });
        (await Should.ThrowAsync<OpenIddictExceptions.ProtocolException>(
            application.Client.IntrospectTokenAsync(new() { Token = refreshed.AccessToken }).AsTask())).Error.ShouldBe("invalid_token");
        await application.Client.RevokeTokenAsync(new() { Token = refreshed.RefreshToken!, TokenTypeHint = "refresh_token" });
        (await Should.ThrowAsync<OpenIddictExceptions.ProtocolException>(
            application.Client.AuthenticateWithRefreshTokenAsync(new() { RefreshToken = refreshed.RefreshToken! }).AsTask())).Error.ShouldBe("invalid_grant");
    }

    [Theory]
    [InlineData(OpenIddictApplications.WithStore, 1_500)]
    [InlineData(OpenIddictApplications.WithoutStore, 500)]
    public async Task Sign_out_leads_back_to_where_the_application_wants(string name, int length)
    {
        await SignInAsync(applications[name], "/");
        var after = $"/signed-out?from={new string('x', length)}";

        await Page.GotoAsync(applications[name].SignOutUrl(after));

        await Page.SeeAsync(ApplicationPage.SignedOut);
        await Assertions.Expect(Page.Locator("#text")).ToHaveTextAsync(new Uri(applications[name].Address, after).AbsoluteUri);
        await Page.GotoAsync(applications[name].SignInUrl("/"));
        await Page.SeeAsync("Sign in");
    }

    /// <summary>OpenIddict's own answer to an error of a state that it knows.</summary>
    [Theory]
    [InlineData(OpenIddictApplications.WithStore)]
    [InlineData(OpenIddictApplications.FormPost)]
    public async Task Consent_that_is_denied_is_told(string name)
    {
        await Page.GotoAsync(applications[name].SignInUrl(LongPath));
        await Page.SignInAsync(await Host.NewUserAsync());
        await Page.PressAsync("Deny");

        await Assertions.Expect(Page.Locator("body")).ToContainTextAsync("error:access_denied");
    }

    [Theory]
    [InlineData(OpenIddictApplications.WithStore)]
    [InlineData(OpenIddictApplications.WithoutStore)]
    public async Task Client_credentials(string name)
    {
        var granted = await applications[name].Client.AuthenticateWithClientCredentialsAsync(new() { Scopes = ["user.read"] });

        var answer = await applications[name].Client.IntrospectTokenAsync(new() { Token = granted.AccessToken });
        answer.Principal.FindFirst("scope")!.Value.ShouldBe("user.read");
    }

    [Fact]
    public async Task RFC8628_A_device_that_polls_while_the_person_decides_gets_its_tokens()
    {
        var client = applications[OpenIddictApplications.FormPost].Client;
        var asked = await client.ChallengeUsingDeviceAsync(new() { Scopes = ["openid", "email", "offline_access"] });
        var polling = client.AuthenticateWithDeviceAsync(
            new() { DeviceCode = asked.DeviceCode, Interval = asked.Interval, Timeout = asked.ExpiresIn }).AsTask();
        var user = await Host.NewUserAsync();
        await Page.GotoAsync(asked.VerificationUriComplete!.AbsoluteUri);
        await Page.SignInAsync(user);
        await Page.PressAsync("Continue");
        await Page.PressAsync("Allow");

        var granted = await polling;

        granted.Principal.FindFirst("sub")!.Value.ShouldBe(user);
        granted.Principal.FindFirst("email")!.Value.ShouldBe($"{user}@example.com");
        granted.RefreshToken.ShouldNotBeNullOrEmpty();
    }

    /// <summary>A new person signs in and allows everything.</summary>
    private async Task<string> SignInAsync(OpenIddictApplication application, string returnUrl)
    {
        var user = await Host.NewUserAsync();
        await Page.GotoAsync(application.SignInUrl(returnUrl));
        await Page.SignInAsync(user);
        await Page.PressAsync("Allow");
        await Page.SeeAsync(ApplicationPage.SignedIn);
        return user;
    }
}
