using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdentityHost.Tests.Pages;

/// <summary>Who can sign in, and what those learn who can't.</summary>
public sealed class SignInTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const int AllowedAttempts = 5;

    [Theory]
    [InlineData("alice", Demo.Password, true)]
    [InlineData("ALICE", Demo.Password, true)]
    [InlineData(" alice ", Demo.Password, true)]
    [InlineData("alice", "alice-1234", false)]
    [InlineData("alice", Demo.Password + " ", false)]
    [InlineData("nobody", Demo.Password, false)]
    [InlineData("alice' --", Demo.Password, false)]
    public async Task A_user_signs_in_with_name_and_password(string user, string password, bool signedIn)
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");

        await browser.SignInAsync(user, password);

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Location.AbsolutePath.ShouldBe(signedIn ? "/Manage" : "/Account/Login");
        browser.Page!.Body!.TextContent.Contains("Your account", StringComparison.Ordinal).ShouldBe(signedIn);
    }

    [Theory]
    [InlineData("alice\0", Demo.Password)]
    [InlineData("alice", Demo.Password + "\0")]
    public async Task A_value_with_NUL_is_400_and_a_page(string user, string password)
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");

        await browser.SignInAsync(user, password);

        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.Page!.QuerySelector("h1").ShouldNotBeNull();
    }

    [Fact]
    public async Task Over_long_values_are_a_wrong_password_like_any_other()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");

        await browser.SignInAsync(new string('a', 5000), new string('b', 20000));

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Page!.QuerySelector("[role=alert]").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_hash_of_few_iterations_is_renewed_and_nothing_else_of_the_user_is_written()
    {
        await TestUsers.AddAsync(host.Database, "veteran");
        var old = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 })).HashPassword(this, Demo.Password);
        await host.Database.ExecuteAsync($"""UPDATE "Users" SET "PasswordHash" = '{old}' WHERE "Id" = 'veteran'""");
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");

        await browser.SignInAsync("veteran", Demo.Password);

        browser.Location.AbsolutePath.ShouldBe("/Manage");
        await using var dataSource = NpgsqlDataSource.Create(host.Database.ConnectionString);
        await using var command = dataSource.CreateCommand("""SELECT "PasswordHash", "ConcurrencyStamp" FROM "Users" WHERE "Id" = 'veteran'""");
        await using var row = await command.ExecuteReaderAsync();
        (await row.ReadAsync()).ShouldBeTrue();
        row.GetString(0).ShouldNotBe(old);
        new PasswordHasher<object>().VerifyHashedPassword(this, row.GetString(0), Demo.Password).ShouldBe(PasswordVerificationResult.Success);
        row.GetString(1).ShouldBe("veteran");
    }

    [Fact]
    public async Task Every_refusal_reads_the_same()
    {
        await TestUsers.AddAsync(host.Database, "wrong");
        await TestUsers.AddAsync(host.Database, "locked");
        await TestUsers.AddAsync(host.Database, "disabled");
        await TestUsers.AddAsync(host.Database, "passwordless");
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "LockoutEnd" = 'infinity' WHERE "Id" = 'locked'""");
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = 'disabled'""");
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "PasswordHash" = NULL WHERE "Id" = 'passwordless'""");

        var unknown = await RefusalAsync("unknown", Demo.Password);

        (await RefusalAsync("wrong", "Wrong-1234")).ShouldBe(unknown);
        (await RefusalAsync("locked", Demo.Password)).ShouldBe(unknown);
        (await RefusalAsync("disabled", Demo.Password)).ShouldBe(unknown);
        (await RefusalAsync("passwordless", Demo.Password)).ShouldBe(unknown);
    }

    [Fact]
    public async Task An_unknown_name_takes_about_the_time_of_a_known_one()
    {
        await TestUsers.AddAsync(host.Database, "timed");
        await RefusalAsync("nobody", "Wrong-1234");

        var known = new List<TimeSpan>();
        var unknown = new List<TimeSpan>();
        for (var i = 0; i < AllowedAttempts; i++)
        {
            known.Add(await TimeOfAsync("timed"));
            unknown.Add(await TimeOfAsync("nobody"));
        }

        // A missing hash computation would be a factor of ten and more. A busy machine makes some of them slow, but never one fast.
        (unknown.Min() / known.Min()).ShouldBeInRange(0.33, 3);
    }

    [Fact]
    public async Task A_typed_name_is_never_logged()
    {
        await RefusalAsync("My-Secret-Password-1", "Another-Secret-2");

        host.Host.Logs.ShouldNotContain("My-Secret-Password-1", "Another-Secret-2");
    }

    [Fact]
    public async Task The_session_id_stays_with_the_user_and_never_goes_to_another()
    {
        await TestUsers.AddAsync(host.Database, "second");
        using var browser = new Browser(host.Host.BaseAddress);

        var first = await SessionIdAsync(browser, Demo.User);
        var again = await SessionIdAsync(browser, Demo.User);
        var other = await SessionIdAsync(browser, "second");

        first.ShouldNotBeNullOrWhiteSpace();
        again.ShouldBe(first);
        other.ShouldNotBe(first);
    }

    [Fact]
    public async Task RFC6265_4_1_2_The_cookies_are_hidden_from_scripts_and_from_other_sites()
    {
        using var form = await host.Client.GetAsync("/Account/Login");
        using var signedIn = await Forms.PostAsync(host, form, new() { ["UserName"] = Demo.User, ["Password"] = Demo.Password });

        // An engine's cookie for session management (OpenID Connect Session Management 1.0) is read by script, and is none of these.
        var cookies = form.Headers.GetValues("Set-Cookie").Concat(signedIn.Headers.GetValues("Set-Cookie"))
            .Where(cookie => cookie.Split('=')[0] is "idsrv" or "idsrv.form").ToList();
        cookies.Select(cookie => cookie.Split('=')[0]).Distinct().Order().ShouldBe(["idsrv", "idsrv.form"]);
        foreach (var cookie in cookies)
        {
            cookie.ShouldContain("httponly", Case.Insensitive);
            cookie.ShouldContain("samesite=lax", Case.Insensitive);
        }
    }

    /// <summary>Signs in anew through the code flow and reads <c>sid</c> out of the ID token.</summary>
    private async Task<string> SessionIdAsync(Browser browser, string user)
    {
        var verifier = Pkce.NewVerifier();
        var url = Pkce.AuthorizeUrl("/connect/authorize", Demo.WebAppId, Demo.WebAppRedirectUri, "openid", verifier) + "&prompt=login";
        await browser.GoAsync(url);
        await browser.SignInAsync(user, Demo.Password);
        var parameters = browser.LeftParameters(Demo.WebAppRedirectUri);
        var answer = new AuthorizationAnswer(parameters["code"], verifier, Demo.WebAppId, Demo.WebAppRedirectUri, parameters);
        var tokens = await host.Tokens.RedeemCodeAsync(answer, Demo.WebAppSecret);
        return new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(tokens.GetProperty("id_token").GetString()).GetClaim("sid").Value;
    }

    private async Task<TimeSpan> TimeOfAsync(string user)
    {
        using var form = await host.Client.GetAsync("/Account/Login");
        var started = TimeProvider.System.GetTimestamp();
        using var answer = await Forms.PostAsync(host, form, new() { ["UserName"] = user, ["Password"] = "Wrong-1234" });
        return TimeProvider.System.GetElapsedTime(started);
    }

    /// <summary>The page that refuses, without what differs from one rendering to the next.</summary>
    private async Task<string> RefusalAsync(string user, string password)
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, password);
        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Location.AbsolutePath.ShouldBe("/Account/Login");
        foreach (var token in browser.Page!.QuerySelectorAll("[name=__RequestVerificationToken]").ToList())
            token.Remove();
        return browser.Page.DocumentElement.OuterHtml.Replace($"value=\"{user}\"", "", StringComparison.Ordinal);
    }
}
