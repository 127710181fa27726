using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Accounts;

/// <summary>
/// A browser that does not wait for the answer, because the form was sent twice or the window closed: once the password is another,
/// whoever knew the old one leaves all the same.
/// </summary>
public sealed class AbandonedPasswordPageTests(MailHostFixture mail) : IClassFixture<MailHostFixture>
{
    private const string NewPassword = "correct horse battery";

    private static readonly TimeSpan UntilTheServerHasNoticed = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task A_password_that_was_reset_ends_every_session()
    {
        var address = await mail.AddUserAsync("hasty");
        using var thief = await SignInAsync("hasty");
        using var asked = await mail.ForgetAsync(address);
        using var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync(MailHostFixture.LinkIn(await mail.NextMailAsync(address))!);

        await AbandonAsync("hasty", browser, new() { ["NewPassword"] = NewPassword });

        await Eventually.TrueAsync(async () => await CountSessionsAsync("hasty") == 0);
    }

    [Fact]
    public async Task A_password_that_was_changed_ends_the_other_sessions()
    {
        await mail.AddUserAsync("nervous");
        using var thief = await SignInAsync("nervous");
        using var browser = await SignInAsync("nervous");
        await browser.GoAsync("/Manage/Password");

        await AbandonAsync("nervous", browser, new() { ["CurrentPassword"] = Demo.Password, ["NewPassword"] = NewPassword });

        await Eventually.TrueAsync(async () => await CountSessionsAsync("nervous") == 1);
    }

    /// <summary>Sends the form, and goes away when the password was changed and the sessions are about to be ended.</summary>
    private async Task AbandonAsync(string user, Browser browser, Dictionary<string, string> filled)
    {
        await using var hold = await HeldLock.TakeAsync(
            mail.Database, $"""SELECT 1 FROM "ServerSideSessions" WHERE "SubjectId" = '{user}' FOR UPDATE""");
        var sending = browser.SubmitAsync(browser.Form("form:has(#new-password)"), filled);
        await hold.WaitForAsync("DELETE FROM \"ServerSideSessions\"");
        browser.Dispose();
        await Should.ThrowAsync<Exception>(sending);
        await Task.Delay(UntilTheServerHasNoticed);
    }

    private Task<long> CountSessionsAsync(string user) =>
        mail.Database.ScalarAsync<long>("""SELECT count(*) FROM "ServerSideSessions" WHERE "SubjectId" = $1""", user);

    private async Task<Browser> SignInAsync(string user)
    {
        var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, Demo.Password);
        return browser;
    }
}
