using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;

namespace IdentityHost.Tests.Pages;

/// <summary>RFC 8265 4.2: a password is the same password however the keyboard writes its characters.</summary>
public sealed class UnicodePasswordTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Composed = "\u00e9t\u00e9 \u00e0 la plage";
    private const string Decomposed = "e\u0301te\u0301\u00a0a\u0300 la plage";

    [Theory]
    [InlineData("composed", Composed, Decomposed)]
    [InlineData("decomposed", Decomposed, Composed)]
    public async Task RFC8265_4_2_A_password_that_was_chosen_in_one_form_signs_in_in_the_other(string user, string chosen, string typed)
    {
        await TestUsers.AddAsync(host.Database, user);
        using (var browser = new Browser(host.Host.BaseAddress))
        {
            await browser.GoAsync("/Manage/Password");
            await browser.SignInAsync(user, Demo.Password);
            await browser.SubmitAsync(browser.Form(), new() { ["CurrentPassword"] = Demo.Password, ["NewPassword"] = chosen });
            browser.Page!.QuerySelector("[role=status]").ShouldNotBeNull();
        }

        (await IsSignedInAsync(user, typed)).ShouldBeTrue();
        (await IsSignedInAsync(user, chosen)).ShouldBeTrue();
        (await IsSignedInAsync(user, Composed.ToUpperInvariant())).ShouldBeFalse();
    }

    [Fact]
    public async Task RFC8265_4_2_A_hash_of_a_password_as_it_was_typed_before_still_works_and_is_renewed()
    {
        await TestUsers.AddAsync(host.Database, "typist");
        await host.Database.ExecuteAsync(
            """UPDATE "Users" SET "PasswordHash" = $1 WHERE "Id" = 'typist'""", new PasswordHasher<object>().HashPassword(this, Decomposed));
        (await IsSignedInAsync("typist", Composed)).ShouldBeFalse();

        (await IsSignedInAsync("typist", Decomposed)).ShouldBeTrue();

        (await HashMatchesAsync(Composed)).ShouldBeTrue();
        (await IsSignedInAsync("typist", Composed)).ShouldBeTrue();
        (await IsSignedInAsync("typist", Decomposed)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_hash_of_a_password_that_nobody_could_choose_now_still_works()
    {
        await TestUsers.AddAsync(host.Database, "tabber");
        await host.Database.ExecuteAsync(
            """UPDATE "Users" SET "PasswordHash" = $1 WHERE "Id" = 'tabber'""", new PasswordHasher<object>().HashPassword(this, "with\ta tab"));

        (await IsSignedInAsync("tabber", "with\ta tab")).ShouldBeTrue();
        (await IsSignedInAsync("tabber", "with a tab")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("en", "can\u2019t be typed everywhere")]
    [InlineData("de", "nicht \u00fcberall eingeben")]
    public async Task RFC8265_4_3_A_control_character_is_refused_with_a_sentence(string language, string sentence)
    {
        await TestUsers.AddAsync(host.Database, "control-" + language);
        using var browser = new Browser(host.Host.BaseAddress);
        browser.Headers.Add("Accept-Language", language);
        await browser.GoAsync("/Manage/Password");
        await browser.SignInAsync("control-" + language, Demo.Password);

        await browser.SubmitAsync(browser.Form(), new() { ["CurrentPassword"] = Demo.Password, ["NewPassword"] = "with\ta tab" });

        browser.Page!.QuerySelector("#new-password-error")!.TextContent.ShouldContain(sentence);
        (await IsSignedInAsync("control-" + language, Demo.Password)).ShouldBeTrue();
    }

    private async Task<bool> HashMatchesAsync(string password)
    {
        var hash = await host.Database.ScalarAsync<string>("""SELECT "PasswordHash" FROM "Users" WHERE "Id" = 'typist'""");
        return new PasswordHasher<object>().VerifyHashedPassword(this, hash!, password) == PasswordVerificationResult.Success;
    }

    private async Task<bool> IsSignedInAsync(string user, string password)
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, password);
        return browser.Location.AbsolutePath == "/Manage";
    }
}
