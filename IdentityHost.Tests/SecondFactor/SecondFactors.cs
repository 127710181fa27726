using System.Globalization;
using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.TwoFactor;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IdentityHost.Tests.SecondFactor;

/// <summary>Users with a second factor, and how they sign in.</summary>
internal static class SecondFactors
{
    /// <summary>How often <see cref="SendAtOnceAsync"/> sends.</summary>
    internal const int AtOnce = 20;

    private static int s_count;

    /// <summary>A new user with alice's password.</summary>
    internal static async Task<string> NewUserAsync(this HostFixture host)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"factor{Interlocked.Increment(ref s_count)}");
        await TestUsers.AddAsync(host.Database, name);
        return name;
    }

    /// <summary>A new user with alice's password and an authenticator app.</summary>
    internal static async Task<(string Name, string Secret, IReadOnlyList<string> RecoveryCodes)> NewUserWithAppAsync(this HostFixture host)
    {
        var name = await host.NewUserAsync();
        await using var scope = host.Services.CreateAsyncScope();
        var authenticator = scope.ServiceProvider.GetRequiredService<Authenticator>();
        var user = (await scope.ServiceProvider.GetRequiredService<UserManager<ApplicationUser>>().FindByIdAsync(name))!;
        (await authenticator.PrepareAsync(user)).Succeeded.ShouldBeTrue();
        var codes = await authenticator.TurnOnAsync(user);
        return (name, (await authenticator.FindSecretAsync(user))!, codes!);
    }

    /// <summary>What the app shows, its clock being ahead by so many steps.</summary>
    internal static string CodeOf(string secret, int steps = 0) =>
        OneTimePassword.Compute(
            Base32.Decode(secret), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / (long)OneTimePassword.Step.TotalSeconds + steps);

    /// <summary>A browser in which the password was right and the second factor is asked for.</summary>
    internal static async Task<Browser> AtSecondStepAsync(this HostFixture host, string user, string start = "/Account/Login")
    {
        var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(start);
        await browser.SignInAsync(user, Demo.Password);
        browser.Location.AbsolutePath.ShouldBe("/Account/TwoFactor");
        return browser;
    }

    internal static Task TypeAsync(this Browser browser, string code) =>
        browser.SubmitAsync(browser.Form("form:has(#code)"), new() { ["Code"] = code });

    internal static bool IsSignedIn(this Browser browser) =>
        browser.Status == HttpStatusCode.OK && browser.Location.AbsolutePath == "/Manage";

    /// <summary>The same form, sent many times at once.</summary>
    /// <returns>How many of the answers led on.</returns>
    internal static async Task<int> SendAtOnceAsync(this HostFixture host, Browser browser, string selector, string field, string value)
    {
        var form = browser.Form(selector);
        var address = new Uri(browser.Location, form.GetAttribute("action") is { Length: > 0 } action ? action : browser.Location.PathAndQuery);
        var token = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var cookies = browser.Cookies.GetCookieHeader(address);
        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string> { [field] = value, ["__RequestVerificationToken"] = token }),
            };
            request.Headers.Add("Cookie", cookies);
            using var answer = await host.Client.SendAsync(request);
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.SeeOther, HttpStatusCode.OK);
            return answer.StatusCode;
        }));
        return answers.Count(status => status == HttpStatusCode.SeeOther);
    }

    /// <summary>Where the web app's authorization request is shown, and how to redeem what it gets.</summary>
    internal static (string Url, string Verifier) AuthorizationRequest()
    {
        var verifier = Pkce.NewVerifier();
        return (Pkce.AuthorizeUrl("/connect/authorize", Demo.WebAppId, Demo.WebAppRedirectUri, "openid", verifier), verifier);
    }

    /// <summary>RFC 8176: how the person signed in, as the web app is told.</summary>
    internal static async Task<IEnumerable<string>> MethodsToldAsync(this HostFixture host, Browser browser, string verifier)
    {
        var parameters = browser.LeftParameters(Demo.WebAppRedirectUri);
        var answer = new AuthorizationAnswer(parameters["code"], verifier, Demo.WebAppId, Demo.WebAppRedirectUri, parameters);
        var tokens = await host.Tokens.RedeemCodeAsync(answer, Demo.WebAppSecret);
        return new JsonWebToken(tokens.GetProperty("id_token").GetString()).Claims.Where(claim => claim.Type == "amr").Select(claim => claim.Value).Order();
    }
}
