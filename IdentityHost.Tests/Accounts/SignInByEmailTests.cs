using IdentityHost.Tests.Infrastructure;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.SignIn;

namespace IdentityHost.Tests.Accounts;

/// <summary>Signing in by a confirmed e-mail address instead of the user name.</summary>
public sealed class SignInByEmailTests(MailHostFixture mail) : IClassFixture<MailHostFixture>
{
    /// <summary>Who is found (name, address), and whose sign-in it is, of "x".</summary>
    public static TheoryData<string[], string?> Choices => new()
    {
        { [], null },
        { ["X"], "X" },
        { ["OTHER"], "OTHER" },
        { ["X", "OTHER"], "X" },
        { ["X", "OTHER", "THIRD"], "X" },
        { ["OTHER", "THIRD"], null },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public void A_name_decides_and_an_address_of_two_is_nobody_s(string[] found, string? chosen) =>
        (SignInNames.Choose([.. found.Select(name => new ApplicationUser { NormalizedUserName = name })], "X")?.NormalizedUserName).ShouldBe(chosen);

    [Fact]
    public async Task A_confirmed_address_signs_in_in_any_case_and_an_unconfirmed_one_does_not()
    {
        var address = await mail.AddUserAsync("mailer");
        (await SignsInAsync(address, Demo.Password)).ShouldBe("mailer");
        (await SignsInAsync(" Mailer@EXAMPLE.com ", Demo.Password)).ShouldBe("mailer");
        (await SignsInAsync(address, "Wrong-1234")).ShouldBeNull();

        await mail.Database.ExecuteAsync("""UPDATE "Users" SET "EmailConfirmed" = false WHERE "Id" = 'mailer'""");

        (await SignsInAsync(address, Demo.Password)).ShouldBeNull();
        (await SignsInAsync("mailer", Demo.Password)).ShouldBe("mailer");
    }

    [Fact]
    public async Task A_domain_in_letters_or_as_DNS_has_it_signs_in_whichever_was_stored()
    {
        await mail.AddUserAsync("letters");
        await mail.AddUserAsync("dns");
        await StoreAsync("letters", "letters@bücher.example");
        await StoreAsync("dns", "dns@xn--bcher-kva.example");

        foreach (var name in (string[])["letters", "dns"])
        {
            (await SignsInAsync(name + "@xn--bcher-kva.example", Demo.Password)).ShouldBe(name);
        }

        (await SignsInAsync("letters@bücher.example", Demo.Password)).ShouldBe("letters");
    }

    [Fact]
    public async Task A_name_that_is_somebody_else_s_address_signs_in_its_own_person_only()
    {
        var address = await mail.AddUserAsync("owner");
        await mail.AddUserAsync("squatter");
        await mail.Database.ExecuteAsync(
            """UPDATE "Users" SET "UserName" = $1, "NormalizedUserName" = upper($1), "PasswordHash" = (SELECT "PasswordHash" FROM "Users" WHERE "UserName" = 'bob') WHERE "Id" = 'squatter'""",
            address);

        // The owner's password is not the squatter's, and the squatter's is not the owner's.
        (await SignsInAsync(address, Demo.Password)).ShouldBeNull();
        (await SignsInAsync(address, "Bob-12345")).ShouldBe(address);
        (await SignsInAsync("owner", Demo.Password)).ShouldBe("owner");
    }

    [Fact]
    public async Task An_address_of_two_people_signs_in_neither()
    {
        var address = await mail.AddUserAsync("twin");
        await mail.AddUserAsync("othertwin");
        await StoreAsync("othertwin", address);

        (await SignsInAsync(address, Demo.Password)).ShouldBeNull();
        await mail.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = 'othertwin'""");
        (await SignsInAsync(address, Demo.Password)).ShouldBe("twin");
    }

    [Fact]
    public async Task Wrong_passwords_by_name_and_by_address_are_counted_together()
    {
        var address = await mail.AddUserAsync("counted");
        foreach (var typed in (string[])["counted", address, "counted", address, "counted"])
            (await SignsInAsync(typed, "Wrong-1234")).ShouldBeNull();

        (await SignsInAsync(address, Demo.Password)).ShouldBeNull();
    }

    private Task StoreAsync(string user, string address) => mail.Database.ExecuteAsync(
        """UPDATE "Users" SET "Email" = $2, "NormalizedEmail" = $3 WHERE "Id" = $1""", user, address, address.ToUpperInvariant());

    /// <summary>As whom one is signed in; null if not.</summary>
    private async Task<string?> SignsInAsync(string typed, string password)
    {
        using var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(typed, password);
        return browser.Location.AbsolutePath == "/Manage" ? browser.Page!.QuerySelector(".who")!.TextContent.Trim() : null;
    }
}
