using System.Security.Cryptography;
using System.Text;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Consents;

/// <summary>When a person is asked, and asked again (OpenID Connect Core 3.1.2.4).</summary>
public sealed class RememberedConsentTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task OpenIdConnectCore_3_1_2_4_A_client_that_needs_none_skips_the_page()
    {
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(AuthorizeRequests.Url());

        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenIdConnectCore_3_1_2_4_Who_is_asked_once_is_not_asked_again_if_they_want_that(bool remember)
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        (await client.AsksAsync(browser)).ShouldBeTrue();
        await ConsentClient.AllowAsync(browser, remember);

        (await client.AsksAsync(browser)).ShouldBe(!remember);

        if (remember)
            (await client.AsksAsync(browser, ConsentClient.Scopes, ("prompt", "none"))).ShouldBeFalse();
    }

    [Fact]
    public async Task OpenIdConnectCore_3_1_2_4_Fewer_scopes_need_no_new_consent_and_more_do()
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser, "openid user.read");
        await ConsentClient.AllowAsync(browser, remember: true);

        (await client.AsksAsync(browser, "openid")).ShouldBeFalse();
        (await client.AsksAsync(browser, "openid user.read messages.read")).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_not_allowed_is_asked_again()
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);
        await ConsentClient.AllowAsync(browser, remember: true, "openid", "user.read");

        (await client.AsksAsync(browser, "openid user.read")).ShouldBeFalse();
        (await client.AsksAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task OpenIdConnectCore_3_1_2_1_Prompt_consent_asks_each_time()
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);
        await ConsentClient.AllowAsync(browser, remember: true);

        (await client.AsksAsync(browser, ConsentClient.Scopes, ("prompt", "consent"))).ShouldBeTrue();
        await ConsentClient.AllowAsync(browser, remember: true);

        browser.LeftParameters(TestClients.RedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task OpenIdConnectCore_3_1_2_1_Prompt_consent_asks_for_a_client_that_needs_none_too()
    {
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(AuthorizeRequests.Url(("prompt", "consent")));
        browser.Location.AbsolutePath.ShouldBe("/Consent");
        await ConsentClient.AllowAsync(browser);

        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task OpenIdConnectCore_11_For_access_while_they_are_away_people_are_asked_each_time()
    {
        var client = await ConsentClient.AddAsync(host, new { AllowOfflineAccess = true });
        using var browser = await host.SignedInAsync();
        const string Scope = "openid user.read offline_access";
        (await client.AsksAsync(browser, Scope)).ShouldBeTrue();
        ConsentClient.Boxes(browser)[^1].Value.ShouldBe("offline_access");
        // It would promise what is not kept.
        browser.Page!.QuerySelector("#remember").ShouldBeNull();
        await ConsentClient.AllowAsync(browser);

        (await client.AsksAsync(browser, Scope)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_client_that_wants_nothing_remembered_offers_it_to_nobody()
    {
        var client = await ConsentClient.AddAsync(host, new { AllowRememberConsent = false });
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);
        browser.Page!.QuerySelector("#remember").ShouldBeNull();

        await browser.SubmitAsync(browser.Form(), new() { ["Remember"] = "true" });

        browser.LeftParameters(TestClients.RedirectUri).Keys.ShouldContain("code");
        (await client.AsksAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_consent_ends_with_its_lifetime()
    {
        var client = await ConsentClient.AddAsync(host, new { ConsentLifetime = 2 });
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);
        await ConsentClient.AllowAsync(browser, remember: true);
        (await client.AsksAsync(browser)).ShouldBeFalse();

        await Task.Delay(TimeSpan.FromSeconds(2.1));

        (await client.AsksAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_consent_is_one_person_s_own()
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);
        await ConsentClient.AllowAsync(browser, remember: true);
        await TestUsers.AddAsync(host.Database, "erin");
        using var other = new Browser(host.Host.BaseAddress);
        await other.GoAsync("/Account/Login");
        await other.SignInAsync("erin", Demo.Password);

        (await client.AsksAsync(other)).ShouldBeTrue();
    }

    [Fact]
    public async Task It_is_stored_where_both_engines_find_it()
    {
        var client = await ConsentClient.AddAsync(host, new { ConsentLifetime = 1000 });
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser, "openid user.read");
        await ConsentClient.AllowAsync(browser, remember: true);

        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{client.Id}|{Demo.Subject}-1:user_consent")));
        var row = await host.Database.ScalarAsync<string>(
            """
            SELECT concat_ws(' ', "Type", "SubjectId", "ClientId", extract(epoch FROM "Expiration" - "CreationTime")::int)
            FROM "PersistedGrants" WHERE "Key" = $1
            """,
            key);
        row.ShouldBe($"user_consent {Demo.Subject} {client.Id} 1000");
        var data = await host.Database.ScalarAsync<string>("""SELECT "Data" FROM "PersistedGrants" WHERE "Key" = $1""", key);
        var stored = host.Services.GetRequiredService<IPersistentGrantSerializer>().Deserialize<Consent>(data!);
        stored.SubjectId.ShouldBe(Demo.Subject);
        stored.ClientId.ShouldBe(client.Id);
        stored.Scopes.ShouldBe(["openid", "user.read"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_consent_that_another_engine_stored_is_found()
    {
        var client = await ConsentClient.AddAsync(host);
        var data = $$"""{"SubjectId":"{{Demo.Subject}}","ClientId":"{{client.Id}}","Scopes":["openid","user.read"],"CreationTime":"2026-01-02T03:04:05Z"}""";
        await host.Database.ExecuteAsync(
            """
            INSERT INTO "PersistedGrants" ("Key", "Type", "SubjectId", "ClientId", "CreationTime", "Data")
            VALUES ($1, 'user_consent', $2, $3, now(), $4)
            """,
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{client.Id}|{Demo.Subject}-1:user_consent"))),
            Demo.Subject,
            client.Id,
            System.Text.Json.JsonSerializer.Serialize(
                new { PersistentGrantDataContainerVersion = 1, DataProtected = false, Payload = data }));
        using var browser = await host.SignedInAsync();

        (await client.AsksAsync(browser, "openid user.read")).ShouldBeFalse();
    }
}
