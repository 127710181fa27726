using System.Text.Json;
using AngleSharp.Html.Dom;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Consents;

/// <summary>A client whose users are asked, and what a person does on the consent page.</summary>
internal sealed class ConsentClient
{
    internal const string Scopes = "openid profile user.read messages.read";

    private readonly HostFixture _host;
    private readonly Dictionary<string, string> _verifiers = [];

    private ConsentClient(HostFixture host, string id)
    {
        _host = host;
        Id = id;
    }

    internal string Id { get; }

    internal static async Task<ConsentClient> AddAsync(HostFixture host, object? columns = null)
    {
        var client = new ConsentClient(host, "asks-" + Pkce.NewVerifier());
        var settings = JsonSerializer.SerializeToNode(columns ?? new { })!;
        settings["RequireConsent"] = true;
        await host.Database.AddClientAsync(client.Id, settings, ["authorization_code"], Scopes.Split(' '));
        return client;
    }

    internal string Url(string scope = Scopes, params (string Name, string? Value)[] changes)
    {
        var verifier = Pkce.NewVerifier();
        _verifiers[Pkce.Challenge(verifier)] = verifier;
        return AuthorizeRequests.Url(
            [("client_id", Id), ("redirect_uri", TestClients.RedirectUri), ("scope", scope), ("code_challenge", Pkce.Challenge(verifier)), .. changes]);
    }

    /// <summary>Asks, as the signed-in person of the browser, and says whether the consent page is shown.</summary>
    internal async Task<bool> AsksAsync(Browser browser, string scope = Scopes, params (string Name, string? Value)[] changes)
    {
        await browser.GoAsync(Url(scope, changes));
        if (browser.LeftTo is not null)
        {
            browser.LeftParameters(TestClients.RedirectUri).Keys.ShouldContain("code");
            return false;
        }

        browser.Location.AbsolutePath.ShouldBe("/Consent");
        return true;
    }

    /// <summary>Sends the page's form with these scopes ticked; all, if none is named.</summary>
    internal static async Task AllowAsync(Browser browser, bool remember = false, params string[] scopes)
    {
        var form = browser.Form();
        foreach (var box in Boxes(browser))
        {
            if (scopes.Length > 0)
                box.IsChecked = scopes.Contains(box.Value);
        }

        if (form.QuerySelector("#remember") is IHtmlInputElement memory)
            memory.IsChecked = remember;
        await browser.SubmitAsync(form, []);
    }

    internal static async Task DenyAsync(Browser browser)
    {
        var form = browser.Form();
        form.SetAttribute("action", browser.Page!.QuerySelector("button[formaction]")!.GetAttribute("formaction")!);
        await browser.SubmitAsync(form, []);
    }

    internal static IHtmlInputElement[] Boxes(Browser browser) =>
        [.. browser.Page!.QuerySelectorAll("input[name=Scopes]").Cast<IHtmlInputElement>()];

    /// <summary>Redeems the code with which the browser left.</summary>
    internal Task<JsonElement> RedeemAsync(Browser browser, string challenge)
    {
        var code = browser.LeftParameters(TestClients.RedirectUri)["code"];
        return _host.Tokens.RedeemCodeAsync(
            new AuthorizationAnswer(code, _verifiers[challenge], Id, TestClients.RedirectUri, new Dictionary<string, string>()), TestClients.Secret);
    }

    internal Task<JsonElement> RedeemLastAsync(Browser browser) => RedeemAsync(browser, _verifiers.Keys.Last());
}
