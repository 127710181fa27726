using System.Net;

namespace IdentityHost.Tests.Accounts;

/// <summary>This server can't be made to flood anybody with mail.</summary>
public sealed class MailLimitTests(MailHostFixture mail) : IClassFixture<MailHostFixture>
{
    [Fact]
    public async Task One_address_gets_a_few_mails_and_one_sender_may_ask_a_while()
    {
        var address = await mail.AddUserAsync("pestered");
        for (var i = 0; i < 5; i++)
        {
            using var browser = await mail.ForgetAsync(address);
            browser.Page!.QuerySelector("h1")!.TextContent.ShouldBe("Check your mail");
        }

        var mails = 0;
        for (var i = 0; i < 20; i++)
        {
            mails += mail.CountUnread(address);
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        mails.ShouldBe(3);

        HttpStatusCode status = default;
        for (var i = 0; i < 20 && status != HttpStatusCode.TooManyRequests; i++)
        {
            using var browser = await mail.ForgetAsync($"somebody{i}@example.com");
            status = browser.Status;
            if (status == HttpStatusCode.TooManyRequests)
                browser.Page!.QuerySelector("h1")!.TextContent.ShouldBe("Too many attempts");
        }

        status.ShouldBe(HttpStatusCode.TooManyRequests);
        using var page = await mail.Host.Client.GetAsync("/Account/ForgotPassword");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
