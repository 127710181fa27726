using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Migrations;
using IdentityHost.Tests.Passkeys;
using IdentityHost.Tests.Reauthentication;
using IdentityHost.Users.Accounts;

namespace IdentityHost.Tests.Accounts;

/// <summary>User names outside ASCII and with signs, as addresses have them (RFC 8265 3.3, UsernameCaseMapped).</summary>
public sealed class UserNameTests(MailHostFixture mail) : IClassFixture<MailHostFixture>
{
    private const string NewPassword = "correct horse battery";

    [Theory]
    [InlineData("alice", "ALICE")]
    [InlineData("o'brien@example.com", "O'BRIEN@EXAMPLE.COM")]
    [InlineData("jörg", "JÖRG")]
    [InlineData("jo\u0308rg", "JÖRG")]
    [InlineData("ａｌｉｃｅ", "ALICE")]
    [InlineData("ﾊﾟ", "パ")]
    public void RFC8265_3_3_2_Names_are_one_whatever_their_width_case_and_composition(string name, string normalized) =>
        new LookupNormalizer().NormalizeName(name).ShouldBe(normalized);

    [Theory]
    [InlineData("a@xn--bcher-kva.example", "A@BÜCHER.EXAMPLE")]
    [InlineData("a@BÜCHER.example", "A@BÜCHER.EXAMPLE")]
    [InlineData("a@xn--\u00FC.example", "A@XN--Ü.EXAMPLE")]
    [InlineData("xn--bcher-kva@example.com", "XN--BCHER-KVA@EXAMPLE.COM")]
    public void RFC5891_A_domain_in_letters_and_as_DNS_has_it_is_one(string address, string normalized) =>
        new LookupNormalizer().NormalizeEmail(address).ShouldBe(normalized);

    private const string Password = "a password of some length";

    [Theory]
    [InlineData("o'brien@example.com")]
    [InlineData("jörg@bücher.example")]
    [InlineData("\u5C71\u7530")]
    public async Task RFC8264_4_2_A_seed_makes_such_a_user_who_signs_in_and_changes_how(string name)
    {
        using var authenticator = new SoftwareAuthenticator(new Uri(MailHostFixture.Issuer));
        await using var database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(database, settings => settings["IdentityHost:Issuer"] = MailHostFixture.Issuer);
        using var own = TestSeeds.WithDemoAnd($"users:\n  - userName: \"{name}\"\n    password: {{ from: env:{TestSeeds.SetVariable(Password)} }}\n");
        (await MigrationsCli.UpAsync(database.ConnectionString, own)).Errors.ShouldBeEmpty();

        using var browser = new Browser(host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(name.ToUpperInvariant(), Password);
        browser.Location.AbsolutePath.ShouldBe("/Manage");

        // ASP.NET Core Identity judges the name anew with every change.
        await browser.AddPasskeyAsync(authenticator, password: Password);
        browser.PasskeyNames().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("carol smith")]
    [InlineData("ca\u00A0rol")]
    [InlineData("carol\u200B")]
    [InlineData("\uFB01ne")]
    [InlineData("\uD83D\uDE00")]
    [InlineData("\u2160")]
    public async Task RFC8264_4_2_A_seed_makes_none_whose_name_only_looks_like_another_or_has_spaces_and_symbols(string name)
    {
        using var seeds = TestSeeds.WithDemoAnd($"users:\n  - userName: \"{name}\"\n");

        var plan = await MigrationsCli.PlanAsync(mail.Database.ConnectionString, seeds);

        plan.Errors.ShouldHaveSingleItem().ShouldContain("must consist of letters, digits and ASCII signs");
    }

    [Theory]
    [InlineData("o'brien@example.com", "o'brien@example.com")]
    [InlineData("jo\u0308rg@xn--bcher-kva.example", "jörg@bücher.example")]
    public async Task Who_signs_up_with_such_an_address_has_it_as_the_name_and_signs_in_and_changes_how(string typed, string name)
    {
        using var authenticator = new SoftwareAuthenticator(new Uri(MailHostFixture.Issuer));
        using var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync("/Account/Register");
        await browser.SubmitAsync(browser.Form(), new() { ["Email"] = typed });
        browser.Page!.QuerySelector("h1")!.TextContent.ShouldBe("Check your mail");
        await browser.GoAsync(MailHostFixture.LinkIn(await mail.NextMailAsync(name))!);
        browser.Page.Body!.TextContent.ShouldContain(name);
        await browser.SubmitAsync(browser.Form(), new() { ["NewPassword"] = NewPassword });
        browser.Location.AbsolutePath.ShouldBe("/Manage");

        using var later = new Browser(mail.Host.BaseAddress);
        await later.GoAsync("/Account/Login");
        await later.SignInAsync(typed, NewPassword);
        later.Location.AbsolutePath.ShouldBe("/Manage");
        await later.GoConfirmedAsync("/Manage/Passkeys", NewPassword);
        await later.AddPasskeyAsync(authenticator, password: NewPassword);
        later.PasskeyNames().Count().ShouldBe(1);
    }
}
