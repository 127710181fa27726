using System.Net;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Reauthentication;

namespace IdentityHost.Tests.Passkeys;

/// <summary>Does what <c>js/passkeys.js</c> does with the forms of the pages.</summary>
internal static class PasskeyBrowser
{
    internal const string PasskeyForm = "form[data-passkey]";

    /// <summary>Asks for the options of the page's form, with its token.</summary>
    internal static async Task<JsonElement> OptionsAsync(this Browser browser)
    {
        using var response = await PostOptionsAsync(browser, withToken: true);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    internal static async Task<HttpResponseMessage> PostOptionsAsync(this Browser browser, bool withToken)
    {
        var form = browser.Form(PasskeyForm);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = browser.Cookies });
        var fields = new Dictionary<string, string>();
        if (withToken)
            fields["__RequestVerificationToken"] = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.PostAsync(new Uri(browser.Location, form.GetAttribute("data-options")!), new FormUrlEncodedContent(fields));
    }

    /// <summary>Adds the authenticator's passkey to whoever is signed in.</summary>
    internal static async Task AddPasskeyAsync(
        this Browser browser, SoftwareAuthenticator authenticator, string name = "Test key", string password = Demo.Password)
    {
        await browser.GoConfirmedAsync("/Manage/Passkeys", password);
        var credential = authenticator.Create(await browser.OptionsAsync());
        await browser.SubmitAsync(browser.Form(PasskeyForm), new() { ["Name"] = name, ["Credential"] = credential });
    }

    /// <summary>Signs in with the authenticator's passkey, on the sign-in page that is shown.</summary>
    internal static async Task SignInAsync(this Browser browser, SoftwareAuthenticator authenticator)
    {
        var credential = authenticator.Get(await browser.OptionsAsync());
        await browser.SubmitAsync(browser.Form(PasskeyForm), new() { ["Credential"] = credential });
    }

    /// <summary>The names in the list of passkeys.</summary>
    internal static IEnumerable<string> PasskeyNames(this Browser browser) =>
        browser.Page!.QuerySelectorAll(".list .title").Select(title => title.TextContent);
}
