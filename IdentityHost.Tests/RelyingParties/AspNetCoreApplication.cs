using System.Collections.Concurrent;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace IdentityHost.Tests.RelyingParties;

/// <summary>
/// A web application with ASP.NET Core's cookies and its OpenID Connect handler, set up as its documentation has it. There is a scheme, with a
/// client of its own, for each way to ask.
/// </summary>
public sealed class AspNetCoreApplication(BrowserHost host) : IAsyncLifetime
{
    /// <summary>Code and PKCE. The answer is a form, which is the handler's default.</summary>
    public const string FormPost = "form-post";

    /// <summary>Code and PKCE. The answer is in the query.</summary>
    public const string Query = "query";

    /// <summary>Code and ID token in a form.</summary>
    public const string Hybrid = "hybrid";

    /// <summary>As <see cref="FormPost"/>, with consent.</summary>
    public const string Consent = "consent";

    /// <summary>What the handler asks for if nobody says what: an ID token alone.</summary>
    public const string Implicit = "implicit";

    /// <summary>The host's paths are those of a machine where people are; these are the two names of loopback that a browser knows.</summary>
    public const string SameSite = "localhost";
    public const string OtherSite = "127.0.0.1";

    private static readonly string[] Schemes = [FormPost, Query, Hybrid, Consent, Implicit];
    private readonly ConcurrentQueue<AuthenticateResult> _visits = new();
    private WebApplication? _app;

    /// <summary>What the application knows of the person who was on one of its pages last.</summary>
    public AuthenticateResult LastVisit => _visits.Last();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var authentication = builder.Services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultChallengeScheme = FormPost;
            })
            .AddCookie();
        foreach (var scheme in Schemes)
            authentication.AddOpenIdConnect(scheme, options => Configure(options, scheme));
        builder.Services.AddAuthorization();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.UseAuthentication();
        _app.UseAuthorization();
        Map(_app);
        await _app.StartAsync();
        foreach (var scheme in Schemes)
            await RegisterAsync(scheme);
    }

    public async Task DisposeAsync()
    {
        if (_app is null)
            return;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>The application as it is called at one of loopback's names.</summary>
    public Uri Address(string name = SameSite) => new UriBuilder(_app!.Urls.Single()) { Host = name }.Uri;

    /// <summary>Where a person clicks to sign in, and to come back to a page of the application.</summary>
    public string SignInUrl(string scheme, string returnUrl, string? prompt = null, string name = SameSite) =>
        Url("sign-in", name, ("scheme", scheme), ("returnUrl", returnUrl), ("prompt", prompt));

    /// <summary>Where a person clicks to sign out, and to come back to a page of the application.</summary>
    public string SignOutUrl(string scheme, string returnUrl, string name = SameSite) =>
        Url("sign-out", name, ("scheme", scheme), ("returnUrl", returnUrl));

    /// <summary>Where a person clicks to be unknown to the application, though not to the host.</summary>
    public string ForgetUrl(string name = SameSite) => Url("forget", name);

    private string Url(string path, string name, params (string Name, string? Value)[] parameters) =>
        new Uri(Address(name), path) + QueryString.Create(parameters.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value))).ToString();

    private void Configure(OpenIdConnectOptions options, string scheme)
    {
        options.Authority = host.Address.ToString();
        options.RequireHttpsMetadata = false;
        options.ClientId = ClientId(scheme);
        options.ClientSecret = TestClients.Secret;
        options.CallbackPath = $"/signin-{scheme}";
        options.SignedOutCallbackPath = $"/signout-callback-{scheme}";
        options.RemoteSignOutPath = $"/signout-{scheme}";
        options.AccessDeniedPath = "/denied";
        options.SaveTokens = true;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.MapInboundClaims = false;
        options.TokenValidationParameters.NameClaimType = "name";
        options.Scope.Add("email");
        options.Scope.Add("offline_access");
        if (scheme != Implicit)
            options.ResponseType = scheme == Hybrid ? OpenIdConnectResponseType.CodeIdToken : OpenIdConnectResponseType.Code;
        if (scheme == Query)
            options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            var error = context.Failure!.Data["error"] as string ?? context.Failure.Message;
            return ApplicationPage.Show("Not signed in", $"{error} {context.Properties?.RedirectUri}").ExecuteAsync(context.HttpContext);
        };
    }

    private void Map(WebApplication app)
    {
        app.MapGet("/sign-in", (string scheme, string returnUrl, string? prompt) =>
            Results.Challenge(new OpenIdConnectChallengeProperties { RedirectUri = returnUrl, Prompt = prompt }, [scheme]));
        app.MapGet("/sign-out", (string scheme, string returnUrl) =>
            Results.SignOut(new() { RedirectUri = returnUrl }, [CookieAuthenticationDefaults.AuthenticationScheme, scheme]));
        app.MapGet("/forget", async context =>
        {
            await context.SignOutAsync();
            await ApplicationPage.Show("Forgotten", "").ExecuteAsync(context);
        });
        app.MapGet("/denied", (HttpRequest request) => ApplicationPage.Show("Access denied", request.Query[CookieAuthenticationDefaults.ReturnUrlParameter].ToString()));
        app.MapGet("/signed-out", (HttpRequest request) => ApplicationPage.Show(ApplicationPage.SignedOut, request.GetDisplayUrl()));
        app.MapFallback(async context =>
        {
            _visits.Enqueue(await context.AuthenticateAsync());
            await ApplicationPage.Show(ApplicationPage.SignedIn, context.User.Identity!.Name ?? "").ExecuteAsync(context);
        }).RequireAuthorization();
    }

    private async Task RegisterAsync(string scheme)
    {
        var client = ClientId(scheme);
        var columns = new
        {
            ClientName = "ASP.NET Core",
            RequireConsent = scheme == Consent,
            AllowOfflineAccess = true,
            // The handler sends a challenge in the code flow alone.
            RequirePkce = scheme != Hybrid,
            FrontChannelLogoutUri = new Uri(Address(), $"signout-{scheme}"),
        };
        await host.Database.AddClientAsync(client, columns, [scheme == Hybrid ? "hybrid" : "authorization_code"], ["openid", "profile", "email"]);
        foreach (var name in (string[])[SameSite, OtherSite])
        {
            await host.Database.AddToClientAsync(client, "ClientRedirectUris", "RedirectUri", $"{Address(name)}signin-{scheme}");
            await host.Database.AddToClientAsync(
                client, "ClientPostLogoutRedirectUris", "PostLogoutRedirectUri", $"{Address(name)}signout-callback-{scheme}");
        }
    }

    private static string ClientId(string scheme) => $"aspnet-core-{scheme}";
}
