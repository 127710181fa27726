using IdentityHost.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Sessions;

/// <summary>What every cookie says, whoever sets or deletes it.</summary>
public sealed class SessionCookiePolicyTests
{
    [Theory]
    // As Duende deletes the cookie of an answered consent.
    [InlineData("https", false, "samesite=lax")]
    [InlineData("https", true, "samesite=lax")]
    [InlineData("http", false, "samesite=lax")]
    public async Task A_cookie_that_says_nothing_is_lax_and_secure_under_HTTPS(string scheme, bool append, string sameSite)
    {
        var cookie = await SetAsync(scheme, cookies =>
        {
            if (append)
                cookies.Append("ConsentResponse.1", "value", new CookieOptions());
            else
                cookies.Delete("ConsentResponse.1");
        });

        cookie.ShouldContain(sameSite);
        cookie.Contains("secure", StringComparison.Ordinal).ShouldBe(scheme == "https");
    }

    [Theory]
    [InlineData("https", "samesite=none")]
    [InlineData("http", "samesite=lax")]
    public async Task The_one_that_frames_watch_comes_along_to_other_sites_under_HTTPS(string scheme, string sameSite) =>
        (await SetAsync(scheme, cookies => cookies.Append(
            new AuthenticationOptions().CheckSessionCookieName, "value", new CookieOptions { SameSite = SameSiteMode.None, Secure = scheme == "https" })))
        .ShouldContain(sameSite);

    private static async Task<string> SetAsync(string scheme, Action<IResponseCookies> set)
    {
        var services = new ServiceCollection().AddLogging().AddOptions();
        services.Configure<IdentityServerOptions>(_ => { });
        await using var provider = services.BuildServiceProvider();
        var app = new ApplicationBuilder(provider);
        app.UseSessionCookiePolicy();
        app.Run(context =>
        {
            set(context.Response.Cookies);
            return Task.CompletedTask;
        });
        var context = new DefaultHttpContext { RequestServices = provider };
        context.Request.Scheme = scheme;

        await app.Build()(context);

        return context.Response.Headers.SetCookie.ToString();
    }
}
