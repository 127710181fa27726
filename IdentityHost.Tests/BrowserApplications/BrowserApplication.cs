using System.Globalization;
using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Migrations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityHost.Tests.BrowserApplications;

/// <summary>
/// An application without a server of its own: static files on another origin than the host's, made with npm's oidc-client-ts (app.js).
/// </summary>
public sealed class BrowserApplication(BrowserHost host) : IAsyncLifetime
{
    public const string ClientId = "browser-application";
    public const string ClientName = "Browser application";

    private WebApplication? _app;
    private string _library = "";

    /// <summary>On the host's site: same scheme and host name, another port. Registered.</summary>
    public string SameSite => Origin("localhost");

    /// <summary>On another site: a browser sends no cookie of the host's from a frame there. Registered.</summary>
    public string OtherSite => Origin("127.0.0.1");

    private string Authority => host.Address.ToString().TrimEnd('/');

    public async Task InitializeAsync()
    {
        var packages = await Script.RunAsync("deploy/browser-packages", []);
        if (packages.ExitCode != 0)
            throw new InvalidOperationException($"There is no library to make a browser application with. {packages.Errors}");
        _library = Path.Combine(packages.Output.Trim(), "oidc-client-ts/dist/browser/oidc-client-ts.min.js");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/oidc-client-ts.js", () => Results.File(_library, "text/javascript"));
        _app.MapGet("/app.js", () => Results.File(RepositoryFolder.PathOf("IdentityHost.Tests/BrowserApplications/app.js"), "text/javascript"));
        _app.MapFallback(Page);
        await _app.StartAsync();
        await RegisterAsync();
    }

    public async Task DisposeAsync()
    {
        if (_app is null)
            return;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>By a seed, as the README has it, while the host runs.</summary>
    private async Task RegisterAsync()
    {
        using var seeds = TestSeeds.WithDemoAnd($"""
            clients:
              - clientId: {ClientId}
                clientName: {ClientName}
                requireClientSecret: false
                grantTypes: [authorization_code]
                redirectUris: ['{SameSite}/callback', '{OtherSite}/callback']
                postLogoutRedirectUris: ['{SameSite}/signed-out']
                allowedCorsOrigins: ['{SameSite}', '{OtherSite}']
                scopes: [openid, profile, user.read]
                allowOfflineAccess: true
                accessTokenType: reference
            """);
        (await MigrationsCli.UpAsync(host.Database.ConnectionString, seeds)).Errors.ShouldBeEmpty();
        await Eventually.TrueAsync(async () =>
        {
            using var preflight = await host.Host.Client.PreflightAsync("/connect/token", SameSite);
            return preflight.IsSuccessStatusCode;
        });
    }

    private string Origin(string host) =>
        string.Create(CultureInfo.InvariantCulture, $"http://{host}:{new Uri(_app!.Urls.Single()).Port}");

    /// <summary>With the policy that the README recommends: nothing of another origin but what the sign-in takes.</summary>
    private IResult Page(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; img-src data:; connect-src {Authority}; frame-src 'self' {Authority}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        return Results.Content(
            $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Application</title><link rel="icon" href="data:,"></head>
            <body data-authority="{WebUtility.HtmlEncode(Authority)}" data-client="{ClientId}">
            <h1></h1><p id="text"></p><script src="/oidc-client-ts.js"></script><script src="/app.js"></script>
            """,
            "text/html; charset=utf-8");
    }
}
