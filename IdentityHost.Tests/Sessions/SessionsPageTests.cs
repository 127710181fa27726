using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Sessions;

/// <summary>The page on which people see and end their own sessions.</summary>
public sealed class SessionsPageTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task It_marks_this_device_and_names_the_applications_of_each_session()
    {
        var user = await host.Database.AddUserAsync();
        using var here = await SignedInAsync(user);
        using var there = await SignedInAsync(user);
        await there.UseAsync(host.Host, await host.Database.AddAppAsync(new { ClientName = "Calendar <b>" }), user);

        await here.GoAsync("/Manage/Sessions");

        var rows = here.Page!.QuerySelectorAll(".list > li");
        rows.Length.ShouldBe(2);
        rows[0].TextContent.ShouldContain("This device");
        rows[0].TextContent.ShouldNotContain("Calendar");
        rows[1].TextContent.ShouldNotContain("This device");
        rows[1].TextContent.ShouldContain("Calendar <b>");
    }

    [Fact]
    public async Task One_session_is_ended_and_this_one_goes_on()
    {
        var user = await host.Database.AddUserAsync();
        using var here = await SignedInAsync(user);
        using var there = await SignedInAsync(user);
        await here.GoAsync("/Manage/Sessions");

        await here.SubmitAsync(here.Form("form:has(input[name=SessionId])"), []);

        here.Page!.QuerySelectorAll(".list > li").Length.ShouldBe(1);
        (await there.IsSignedInAsync()).ShouldBeFalse();
        (await here.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task All_others_are_ended_at_once_and_nobody_elses()
    {
        var user = await host.Database.AddUserAsync();
        using var here = await SignedInAsync(user);
        using var there = await SignedInAsync(user);
        using var elsewhere = await SignedInAsync(user);
        using var stranger = await SignedInAsync(await host.Database.AddUserAsync());
        await here.GoAsync("/Manage/Sessions");

        await here.SubmitAsync(here.Form("form[action*=EndOthers]"), []);

        (await there.IsSignedInAsync()).ShouldBeFalse();
        (await elsewhere.IsSignedInAsync()).ShouldBeFalse();
        (await here.IsSignedInAsync()).ShouldBeTrue();
        (await stranger.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Somebody_elses_session_cannot_be_ended_by_its_id()
    {
        var victim = await host.Database.AddUserAsync();
        using var theirs = await SignedInAsync(victim);
        var id = await host.Database.ScalarAsync<string>("""SELECT "SessionId" FROM "ServerSideSessions" WHERE "SubjectId" = $1""", victim);
        var user = await host.Database.AddUserAsync();
        using var here = await SignedInAsync(user);
        using var there = await SignedInAsync(user);
        await here.GoAsync("/Manage/Sessions");

        await here.SubmitAsync(here.Form("form:has(input[name=SessionId])"), new() { ["SessionId"] = id! });

        (await theirs.IsSignedInAsync()).ShouldBeTrue();
    }

    private async Task<Browser> SignedInAsync(string user)
    {
        var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, Demo.Password);
        return browser;
    }
}
