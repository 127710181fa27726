using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Accounts;

/// <summary>What a person is told about their account comes, whatever strangers have sent to them.</summary>
public sealed class SecurityMailTests(MailHostFixture mail) : IClassFixture<MailHostFixture>
{
    private const string NewPassword = "correct horse battery";

    [Fact]
    public async Task A_stranger_who_has_many_links_sent_does_not_silence_the_mail_about_a_changed_password()
    {
        var address = await mail.AddUserAsync("silenced");
        for (var i = 0; i < 5; i++)
            (await mail.ForgetAsync(address)).Dispose();
        for (var i = 0; i < 3; i++)
            (await mail.NextMailAsync(address)).ShouldContain("Choose a new password");
        using var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync("/Manage/Password");
        await browser.SignInAsync("silenced", Demo.Password);

        await browser.SubmitAsync(browser.Form(), new() { ["CurrentPassword"] = Demo.Password, ["NewPassword"] = NewPassword });

        (await mail.NextMailAsync(address)).ShouldContain("Your password was changed");
    }

    [Fact]
    public async Task Who_is_guessed_at_is_told_so_once_a_day_and_not_about_a_browser_of_their_own()
    {
        var address = await mail.AddUserAsync("guessedat");
        using var own = new Browser(mail.Host.BaseAddress);
        await GuessAsync(own, "guessedat", Demo.Password, 1);
        await own.GoAsync("/Account/Logout");
        await own.SubmitAsync(own.Form(), []);
        await GuessAsync(own, "guessedat", "Wrong-1234", 6);
        for (var round = 0; round < 2; round++)
        {
            using var stranger = new Browser(mail.Host.BaseAddress);
            await GuessAsync(stranger, "guessedat", "Wrong-1234", 6);
            await mail.Database.ExecuteAsync("""UPDATE "SignInAttempts" SET "Ends" = now() WHERE "UserId" = 'guessedat'""");
        }

        var text = await mail.NextMailAsync(address);
        text.ShouldContain("Somebody tries to sign in to your account");
        text.ShouldContain("with a passkey everywhere");
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        mail.CountUnread(address).ShouldBe(0);

        await mail.Database.ExecuteAsync("""UPDATE "SignInAttempts" SET "Warned" = now() - interval '25 hours' WHERE "UserId" = 'guessedat'""");
        using var next = new Browser(mail.Host.BaseAddress);
        await GuessAsync(next, "guessedat", "Wrong-1234", 5);
        (await mail.NextMailAsync(address)).ShouldContain("Somebody tries to sign in to your account");
    }

    private static async Task GuessAsync(Browser browser, string user, string password, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await browser.GoAsync("/Account/Login");
            await browser.SignInAsync(user, password);
        }
    }
}
