using IdentityHost.Tests.BrowserTests;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Playwright;

namespace IdentityHost.Tests.RelyingParties;

/// <summary>ASP.NET Core's OpenID Connect handler, as it is, in a web application on another port or another site than the host's.</summary>
public sealed class AspNetCoreHandlerTests(BrowserHost host, AspNetCoreApplication application)
    : BrowserTest(host), IClassFixture<AspNetCoreApplication>
{
    // As a search or a report has them.
    private static readonly string LongPath = $"/reports/2026?filter={string.Concat(Enumerable.Repeat("region%3Dnorth%26", 87))}";

    [Theory]
    [InlineData(AspNetCoreApplication.SameSite)]
    [InlineData(AspNetCoreApplication.OtherSite)]
    public async Task Who_follows_a_deep_link_of_1500_characters_is_there_after_signing_in(string name)
    {
        var user = await Host.NewUserAsync();
        var link = new Uri(application.Address(name), LongPath).AbsoluteUri;
        var asked = await Page.RunAndWaitForRequestAsync(() => Page.GotoAsync(link), IsAuthorizationRequest);
        QueryHelpers.ParseQuery(new Uri(asked.Url).Query)["state"].ToString().Length.ShouldBeGreaterThan(2_000);
        await Page.SignInAsync(user, "Wrong-1234");
        await Page.SignInAsync(user);

        await ShouldBeAtAsync(link);
        await ShouldBeKnownAsync(user);
    }

    [Theory]
    [InlineData(AspNetCoreApplication.FormPost, 6_000)]
    // The answer's state is in the application's request line, which Kestrel lets be 8,192 bytes.
    [InlineData(AspNetCoreApplication.Query, 4_000)]
    [InlineData(AspNetCoreApplication.Hybrid, 6_000)]
    public async Task Who_signs_in_by_any_response_mode_is_at_the_page_that_the_application_chose(string scheme, int length)
    {
        var user = await Host.NewUserAsync();
        var returnUrl = $"/orders/{new string('7', length)}";
        await Page.GotoAsync(application.SignInUrl(scheme, returnUrl));
        await Page.SignInAsync(user);

        await ShouldBeAtAsync(new Uri(application.Address(), returnUrl).AbsoluteUri);
        await ShouldBeKnownAsync(user);
    }

    [Theory]
    [InlineData(AspNetCoreApplication.SameSite)]
    [InlineData(AspNetCoreApplication.OtherSite)]
    public async Task Consent_that_is_given_leads_back_to_the_deep_link(string name)
    {
        await Page.GotoAsync(application.SignInUrl(AspNetCoreApplication.Consent, LongPath, name: name));
        await Page.SignInAsync(await Host.NewUserAsync());
        await Page.PressAsync("Allow");

        await ShouldBeAtAsync(new Uri(application.Address(name), LongPath).AbsoluteUri);
    }

    [Fact]
    public async Task Consent_that_is_denied_leads_to_the_applications_page_for_it_which_knows_the_deep_link()
    {
        await Page.GotoAsync(application.SignInUrl(AspNetCoreApplication.Consent, LongPath));
        await Page.SignInAsync(await Host.NewUserAsync());
        await Page.PressAsync("Deny");

        await Page.SeeAsync("Access denied");
        await Assertions.Expect(Page.Locator("#text")).ToHaveTextAsync(LongPath);
    }

    [Fact]
    public async Task OpenIdConnectCore_3_1_2_1_Prompt_none_fails_with_its_state_until_somebody_is_signed_in_and_then_asks_nothing()
    {
        var silent = application.SignInUrl(AspNetCoreApplication.FormPost, LongPath, "none");
        await Page.GotoAsync(silent);
        await Page.SeeAsync("Not signed in");
        await Assertions.Expect(Page.Locator("#text")).ToHaveTextAsync($"login_required {LongPath}");

        await Page.GotoAsync(application.SignInUrl(AspNetCoreApplication.Query, "/"));
        await Page.SignInAsync(await Host.NewUserAsync());
        await Page.SeeAsync(ApplicationPage.SignedIn);
        await Page.GotoAsync(application.ForgetUrl());
        await Page.GotoAsync(silent);

        await ShouldBeAtAsync(new Uri(application.Address(), LongPath).AbsoluteUri);
    }

    [Theory]
    [InlineData(AspNetCoreApplication.FormPost, AspNetCoreApplication.SameSite)]
    [InlineData(AspNetCoreApplication.Query, AspNetCoreApplication.OtherSite)]
    [InlineData(AspNetCoreApplication.Hybrid, AspNetCoreApplication.SameSite)]
    public async Task Sign_out_ends_the_session_and_leads_back_to_where_the_application_wants(string scheme, string name)
    {
        await Page.GotoAsync(application.SignInUrl(scheme, "/", name: name));
        await Page.SignInAsync(await Host.NewUserAsync());
        await Page.SeeAsync(ApplicationPage.SignedIn);
        var after = $"/signed-out?from={new string('x', 1_500)}";

        var asked = await Page.RunAndWaitForRequestAsync(
            () => Page.GotoAsync(application.SignOutUrl(scheme, after, name)), request => request.Url.Contains("/connect/endsession?", StringComparison.Ordinal));

        QueryHelpers.ParseQuery(new Uri(asked.Url).Query)["state"].ToString().Length.ShouldBeGreaterThan(2_000);
        await Page.SeeAsync(ApplicationPage.SignedOut);
        await Assertions.Expect(Page.Locator("#text")).ToHaveTextAsync(new Uri(application.Address(name), after).AbsoluteUri);
        await Page.GotoAsync(application.SignInUrl(scheme, "/", name: name));
        await Page.SeeAsync("Sign in");
    }

    /// <summary>The handler's RemoteSignOutPath. On another site the browser keeps the application's cookie from the frame.</summary>
    [Fact]
    public async Task FrontChannelLogout_2_Who_signs_out_at_the_host_is_signed_out_of_the_application()
    {
        await Page.GotoAsync(application.SignInUrl(AspNetCoreApplication.FormPost, "/"));
        await Page.SignInAsync(await Host.NewUserAsync());
        await Page.SeeAsync(ApplicationPage.SignedIn);

        await Page.GotoAsync("/Account/Logout");
        await Page.RunAndWaitForResponseAsync(
            () => Page.PressAsync("Sign out"), response => response.Url.Contains("/signout-form-post?", StringComparison.Ordinal));
        await Page.SeeAsync("You are signed out");

        await Page.GotoAsync(application.Address().AbsoluteUri);
        await Page.SeeAsync("Sign in");
    }

    [Fact, EngineDifference("Duende shows errors that the user can't mend on the error page.")]
    public async Task The_handlers_default_response_type_which_is_not_offered_is_told_to_the_application_with_its_state()
    {
        await Page.GotoAsync(application.SignInUrl(AspNetCoreApplication.Implicit, LongPath));

        await Page.SeeAsync("Not signed in");
        await Assertions.Expect(Page.Locator("#text")).ToHaveTextAsync($"unsupported_response_type {LongPath}");
    }

    private static bool IsAuthorizationRequest(IRequest request) => request.Url.Contains("/connect/authorize?", StringComparison.Ordinal);

    private async Task ShouldBeAtAsync(string url)
    {
        await Page.SeeAsync(ApplicationPage.SignedIn);
        Page.Url.ShouldBe(url);
    }

    /// <summary>Claims of the ID token and of userinfo, and tokens that are good.</summary>
    private async Task ShouldBeKnownAsync(string user)
    {
        var visit = application.LastVisit;
        visit.Principal!.FindFirst("sub")!.Value.ShouldBe(user);
        visit.Principal.FindFirst("email")!.Value.ShouldBe($"{user}@example.com");
        visit.Principal.Identity!.Name.ShouldBe(char.ToUpperInvariant(user[0]) + user[1..]);
        visit.Properties!.GetTokenValue("refresh_token").ShouldNotBeNullOrEmpty();
        var answer = await Host.Tokens.IntrospectAsync(await Host.Tokens.ResourceServerTokenAsync(), visit.Properties!.GetTokenValue("access_token")!);
        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
    }
}
