using System.Net;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityHost.Tests.AuthorizeEndpoint;

/// <summary>Authorization requests of the demonstration's web app, right or with one thing wrong, and their answers.</summary>
internal static class AuthorizeRequests
{
    internal const string State = "a state+with/odd=characters&ä";

    /// <summary>A request that is answered. A change to null leaves the parameter out.</summary>
    internal static Dictionary<string, string?> Valid(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = Demo.WebAppId,
            ["redirect_uri"] = Demo.WebAppRedirectUri,
            ["scope"] = Demo.WebAppScopes,
            ["state"] = State,
            ["code_challenge"] = Pkce.Challenge(Pkce.NewVerifier()),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
            parameters[name] = value;
        return parameters.Where(parameter => parameter.Value is not null).ToDictionary();
    }

    internal static string Url(params (string Name, string? Value)[] changes) =>
        QueryHelpers.AddQueryString("/connect/authorize", Valid(changes));

    /// <summary>The answer to a request is a redirect: its target.</summary>
    internal static async Task<Uri> RedirectOfAsync(this HostFixture host, string url)
    {
        using var response = await host.Client.GetAsync(url);
        return Target(response, host);
    }

    internal static Uri Target(HttpResponseMessage response, HostFixture host)
    {
        response.StatusCode.ShouldBeOneOf(HttpStatusCode.SeeOther, HttpStatusCode.Found);
        response.Headers.Location.ShouldNotBeNull();
        return new Uri(host.Host.BaseAddress, response.Headers.Location);
    }

    /// <summary>The redirect goes to the client, with an error, the state and the issuer, and without a code.</summary>
    internal static void ShouldTellTheClient(this Uri target, string error, HostFixture host)
    {
        target.GetLeftPart(UriPartial.Path).ShouldBe(Demo.WebAppRedirectUri);
        var answer = target.AnswerIn(target.Fragment.Length > 0 ? "fragment" : "query");
        answer["error"].ShouldBe(error);
        answer["state"].ShouldBe(State);
        answer["iss"].ShouldBe(IssuerOf(host));
        answer.Keys.ShouldNotContain("code");
    }

    /// <summary>The parameters of an answer, which are there and nowhere else.</summary>
    internal static Dictionary<string, string> AnswerIn(this Uri target, string mode)
    {
        (mode == "fragment" ? target.Query : target.Fragment).ShouldBeEmpty();
        return QueryHelpers.ParseQuery(mode == "fragment" ? target.Fragment[1..] : target.Query)
            .ToDictionary(parameter => parameter.Key, parameter => parameter.Value.Single()!);
    }

    /// <summary>The redirect goes to the error page: nothing of it reaches an address that the request named.</summary>
    internal static void ShouldBeTheErrorPage(this Uri target, HostFixture host)
    {
        target.Authority.ShouldBe(host.Host.BaseAddress.Authority);
        target.AbsolutePath.ShouldBe("/Error");
        QueryHelpers.ParseQuery(target.Query).Keys.ShouldBe(["errorId"]);
    }

    internal static void ShouldBeTheSignInPage(this Uri target, HostFixture host)
    {
        target.Authority.ShouldBe(host.Host.BaseAddress.Authority);
        target.AbsolutePath.ShouldBe("/Account/Login");
    }

    internal static string IssuerOf(HostFixture host) => host.Host.BaseAddress.GetLeftPart(UriPartial.Authority);

    /// <summary>A browser in which alice is signed in.</summary>
    internal static async Task<Browser> SignedInAsync(this HostFixture host)
    {
        var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(Demo.User, Demo.Password);
        browser.Status.ShouldBe(HttpStatusCode.OK);
        return browser;
    }
}
