using IdentityHost.Tests.Infrastructure;
using Microsoft.Playwright;

namespace IdentityHost.Tests.BrowserTests;

/// <summary>What an application may: asked, narrowed, remembered, taken away.</summary>
public sealed class ConsentTests(BrowserHost host) : BrowserTest(host)
{
    private const string Question = "Allow access?";

    // An answer about offline access is never remembered (OpenID Connect Core 1.0, 11).
    private static readonly RelyingClient Online = DemoClients.Photos with { Scopes = "openid profile email user.read" };

    [Fact]
    public async Task Who_denies_is_back_at_the_application_which_is_told_and_gets_nothing()
    {
        await AskAsync(await Host.NewUserAsync());
        await PageInspection.InspectAsync(Page, "consent");
        await Page.PressAsync("Deny");

        await Page.SeeAsync("Not signed in");
        RelyingParty.LastSignIn.Parameters["error"].ShouldBe("access_denied");
        RelyingParty.LastSignIn.Parameters.ContainsKey("code").ShouldBeFalse();
    }

    [Fact]
    public async Task Only_what_was_ticked_is_granted_and_a_remembered_answer_is_not_asked_for_again()
    {
        await AskAsync(await Host.NewUserAsync(), Online);
        await Page.GetByLabel("Your email address").UncheckAsync();
        await PageInspection.InspectAsync(Page, "consent-remember");
        await Page.GetByLabel("Remember my answer").CheckAsync();
        await Page.PressAsync("Allow");
        await Page.SeeAsync("Signed in to the application");
        ScopesOf(RelyingParty.LastSignIn).ShouldBe(["openid", "profile", "user.read"]);

        await Page.GotoAsync(RelyingParty.SignInUrl(Online with { Scopes = "openid profile user.read" }));
        await Page.SeeAsync("Signed in to the application");
        // More than was allowed is asked for.
        await Page.GotoAsync(RelyingParty.SignInUrl(Online));
        await Page.SeeAsync(Question);
    }

    [Fact]
    public async Task Access_taken_away_ends_the_applications_tokens_and_is_asked_for_again()
    {
        var user = await Host.NewUserAsync();
        await AskAsync(user, Online);
        await Page.GetByLabel("Remember my answer").CheckAsync();
        await Page.PressAsync("Allow");
        await Page.SeeAsync("Signed in to the application");
        var token = RelyingParty.LastSignIn.AccessToken;
        (await IsActiveAsync(token)).ShouldBeTrue();

        await Page.GotoAsync("/Manage/Applications");
        await PageInspection.InspectAsync(Page, "applications");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Photos" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("There are none.")).ToBeVisibleAsync();

        (await IsActiveAsync(token)).ShouldBeFalse();
        await Page.GotoAsync(RelyingParty.SignInUrl(Online));
        await Page.SeeAsync(Question);
    }

    [Fact]
    public async Task WCAG_2_1_1_By_keyboard_only()
    {
        await AskAsync(await Host.NewUserAsync());
        await Page.TabToAsync(Page.GetByLabel("Your email address"));
        await Page.Keyboard.PressAsync("Space");
        await Page.TabToAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Allow" }));
        await Page.Keyboard.PressAsync("Enter");

        await Page.SeeAsync("Signed in to the application");
        ScopesOf(RelyingParty.LastSignIn).ShouldNotContain("email");
    }

    /// <summary>Signs in for the application that asks for consent.</summary>
    private async Task AskAsync(string user, RelyingClient? client = null)
    {
        await Page.GotoAsync(RelyingParty.SignInUrl(client ?? DemoClients.Photos));
        await Page.SignInAsync(user);
        await Page.SeeAsync(Question);
    }

    private async Task<bool> IsActiveAsync(string token) =>
        (await Host.Tokens.IntrospectAsync(await Host.Tokens.ResourceServerTokenAsync(), token)).GetProperty("active").GetBoolean();

    private static IEnumerable<string> ScopesOf(RelyingSignIn signIn) =>
        signIn.Tokens!.Value.GetProperty("scope").GetString()!.Split(' ').Order(StringComparer.Ordinal);
}
