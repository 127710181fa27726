using IdentityHost.Tests.Infrastructure;
using IdentityHost.Users.TwoFactor;
using Microsoft.Playwright;

namespace IdentityHost.Tests.BrowserTests;

/// <summary>The second step: a code of an authenticator app (RFC 6238), or a recovery code.</summary>
public sealed class SecondFactorTests(BrowserHost host) : BrowserTest(host)
{
    [Fact]
    public async Task RFC_6238_A_code_of_the_app_is_asked_for_after_the_password_and_told_to_the_client()
    {
        var user = await Host.NewUserAsync();
        var (secret, _) = await SetUpAsync(user);
        await Page.Context.ClearCookiesAsync();

        await Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.WebApp));
        await Page.SignInAsync(user);
        await Page.SeeAsync("Enter your code");
        await PageInspection.InspectAsync(Page, "second-step");
        await Page.FillInAsync("Code", "000000");
        await Page.PressAsync("Continue");
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await PageInspection.InspectAsync(Page, "second-step-wrong");
        // The present code was used to set it up; the app is a little fast.
        await Page.FillInAsync("Code", CodeOf(secret, steps: 1));
        await Page.PressAsync("Continue");

        await Page.SeeAsync("Signed in to the application");
        Methods().ShouldBe(["mfa", "otp", "pwd"]);
    }

    [Fact]
    public async Task A_recovery_code_takes_the_place_of_the_apps_once()
    {
        var user = await Host.NewUserAsync();
        var (_, recoveryCode) = await SetUpAsync(user);

        await SignInByRecoveryCodeAsync(user, recoveryCode);
        await Page.SeeAsync("Signed in to the application");

        await SignInByRecoveryCodeAsync(user, recoveryCode);
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    private async Task SignInByRecoveryCodeAsync(string user, string recoveryCode)
    {
        await Page.Context.ClearCookiesAsync();
        await Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.WebApp));
        await Page.SignInAsync(user);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await Page.SeeAsync("Use a recovery code");
        await PageInspection.InspectAsync(Page, "recovery-code");
        await Page.FillInAsync("Recovery code", recoveryCode);
        await Page.PressAsync("Continue");
    }

    /// <summary>Sets the second step up on the person's own page.</summary>
    /// <returns>The secret in the app, and one of the recovery codes.</returns>
    private async Task<(string Secret, string RecoveryCode)> SetUpAsync(string user)
    {
        await Page.GotoAsync("/Manage/TwoFactor");
        await Page.SignInAsync(user);
        await Page.ConfirmAsync();
        await Page.SeeAsync("Two-step sign-in");
        await PageInspection.InspectAsync(Page, "two-step-off");
        await Page.PressAsync("Set up");
        await Assertions.Expect(Page.Locator("#secret")).ToBeVisibleAsync();
        await PageInspection.InspectAsync(Page, "two-step-set-up");
        var secret = (await Page.Locator("#secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await Page.FillInAsync("Code", CodeOf(secret));
        await Page.PressAsync("Switch on");

        await Page.SeeAsync("Recovery codes");
        await PageInspection.InspectAsync(Page, "recovery-codes");
        var recoveryCode = await Page.Locator(".codes code").First.InnerTextAsync();
        await Page.GotoAsync("/Manage/TwoFactor");
        await PageInspection.InspectAsync(Page, "two-step-on");
        return (secret, recoveryCode);
    }

    /// <summary>What the app shows.</summary>
    /// <param name="steps">How far its clock is ahead, in steps of 30 seconds.</param>
    private static string CodeOf(string secret, int steps = 0)
    {
        var step = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / (long)OneTimePassword.Step.TotalSeconds;
        return OneTimePassword.Compute(Base32.Decode(secret), step + steps);
    }

    private IEnumerable<string> Methods() =>
        RelyingParty.LastSignIn.IdToken!.Claims.Where(claim => claim.Type == "amr").Select(claim => claim.Value).Order(StringComparer.Ordinal);
}
