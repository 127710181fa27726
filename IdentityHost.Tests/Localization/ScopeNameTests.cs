using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Consents;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Localization;

/// <summary>What scopes are called, in the language of the page.</summary>
public sealed class ScopeNameTests(ScopeNameTests.Named host) : IClassFixture<ScopeNameTests.Named>
{
    private const string Scopes = "openid profile user.read messages.read";

    [Theory]
    [InlineData("de", "Ihre Benutzerkennung", "Ihr Profil", "Ihre Daten lesen", "Read your messages")]
    [InlineData("en", "Your user identifier", "Your profile", "Read your user data", "Read your messages")]
    [InlineData("fr", "Your user identifier", "Your profile", "Read your user data", "Read your messages")]
    public async Task The_consent_page_names_them_in_its_language(string language, params string[] names)
    {
        var client = await ConsentClient.AddAsync(host.Fixture);
        using var browser = await host.Fixture.SignedInAsync();

        (await client.AsksAsync(browser, Scopes, ("ui_locales", language))).ShouldBeTrue();

        browser.Page!.QuerySelectorAll("fieldset label").Select(label => label.TextContent.Trim()).ShouldBe(names);
        await ConsentClient.AllowAsync(browser, remember: true);
        await browser.GoAsync($"/Manage/Applications?ui_locales={language}");
        var listed = browser.Page.QuerySelectorAll(".scopes li").Select(item => item.TextContent.Trim()).ToList();
        foreach (var name in names)
            listed.ShouldContain(name);
    }

    [Fact]
    public async Task A_name_of_the_operator_s_own_is_shown_as_it_is()
    {
        var client = await ConsentClient.AddAsync(host.Fixture);
        using var browser = await host.Fixture.SignedInAsync();

        await host.Fixture.Database.ExecuteAsync("""UPDATE "IdentityResources" SET "DisplayName" = 'Your number here' WHERE "Name" = 'openid'""");
        await Eventually.TrueAsync(async () => await AskedForAsync(client, browser) == "Your number here");

        await host.Fixture.Database.ExecuteAsync("""UPDATE "IdentityResources" SET "DisplayName" = NULL WHERE "Name" = 'openid'""");
        await Eventually.TrueAsync(async () => await AskedForAsync(client, browser) == "Ihre Benutzerkennung");
        await host.Fixture.Database.ExecuteAsync("""UPDATE "IdentityResources" SET "DisplayName" = 'Your user identifier' WHERE "Name" = 'openid'""");
    }

    /// <summary>What the page says that a request for openid asks for, in German.</summary>
    private static async Task<string> AskedForAsync(ConsentClient client, Browser browser)
    {
        await client.AsksAsync(browser, "openid", ("ui_locales", "de"));
        return browser.Page!.QuerySelector("fieldset label")!.TextContent.Trim();
    }

    /// <summary>A scope of the demonstration has a German name, as a seed would write it.</summary>
    public sealed class Named : IAsyncLifetime
    {
        public HostFixture Fixture { get; } = new();

        public async Task InitializeAsync()
        {
            await Fixture.InitializeAsync();
            await Fixture.Database.ExecuteAsync(
                """
                INSERT INTO "ApiScopeProperties" ("ScopeId", "Key", "Value")
                SELECT "Id", 'display_name:de', 'Ihre Daten lesen' FROM "ApiScopes" WHERE "Name" = 'user.read'
                """);
        }

        public Task DisposeAsync() => Fixture.DisposeAsync();
    }
}
