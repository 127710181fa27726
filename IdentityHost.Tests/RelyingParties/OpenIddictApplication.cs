using System.Collections.Concurrent;
using System.Security.Claims;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Client;
using OpenIddict.Client.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace IdentityHost.Tests.RelyingParties;

/// <summary>A web application with OpenIddict's client, set up as its documentation has it.</summary>
public sealed class OpenIddictApplication : IAsyncDisposable
{
    private const string Scheme = OpenIddictClientAspNetCoreDefaults.AuthenticationScheme;
    private static readonly string[] FormOrQuery = [HttpMethods.Get, HttpMethods.Post];
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<AuthenticateResult> _signIns = new();

    private OpenIddictApplication(WebApplication app)
    {
        _app = app;
        Address = new UriBuilder(app.Urls.Single()) { Host = "localhost" }.Uri;
    }

    public Uri Address { get; }

    /// <summary>What the client got by the last sign-in.</summary>
    public AuthenticateResult LastSignIn => _signIns.Last();

    /// <summary>The client for whatever takes no browser.</summary>
    public OpenIddictClientService Client => _app.Services.GetRequiredService<OpenIddictClientService>();

    /// <summary>Starts it on a free port.</summary>
    /// <param name="port">Where it listens.</param>
    /// <param name="registration">What the host knows of it.</param>
    /// <param name="store">Where it keeps what it handed out as state; null: nowhere, the state holds everything.</param>
    public static async Task<OpenIddictApplication> StartAsync(int port, OpenIddictClientRegistration registration, TestDatabase? store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorization();
        var openIddict = builder.Services.AddOpenIddict();
        if (store is not null)
        {
            builder.Services.AddDbContext<DbContext>(options => options.UseNpgsql(store.ConnectionString).UseOpenIddict());
            openIddict.AddCore(options => options.UseEntityFrameworkCore().UseDbContext<DbContext>());
        }

        openIddict.AddClient(options =>
        {
            options.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowClientCredentialsFlow().AllowDeviceAuthorizationFlow();
            options.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            if (store is null)
                options.DisableTokenStorage();
            options.UseAspNetCore()
                .EnableRedirectionEndpointPassthrough()
                .EnablePostLogoutRedirectionEndpointPassthrough()
                .DisableTransportSecurityRequirement();
            options.UseSystemNetHttp();
            options.AddRegistration(registration);
        });
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{port}");
        if (store is not null)
            await CreateTablesAsync(app.Services);
        var application = new OpenIddictApplication(app);
        app.UseAuthentication();
        app.UseAuthorization();
        application.Map(app);
        await app.StartAsync();
        return application;
    }

    /// <summary>Where a person clicks to sign in, and to come back to a page of the application.</summary>
    public string SignInUrl(string returnUrl) => $"{Address}sign-in{QueryString.Create("returnUrl", returnUrl)}";

    /// <summary>Where a person clicks to sign out, and to come back to a page of the application.</summary>
    public string SignOutUrl(string returnUrl) => $"{Address}sign-out{QueryString.Create("returnUrl", returnUrl)}";

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task CreateTablesAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DbContext>().GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
    }

    private void Map(WebApplication app)
    {
        app.MapGet("/sign-in", (string returnUrl) => Results.Challenge(new() { RedirectUri = returnUrl }, [Scheme]));
        app.MapMethods("/callback", FormOrQuery, async context =>
        {
            var result = await context.AuthenticateAsync(Scheme);
            _signIns.Enqueue(result);
            var properties = new AuthenticationProperties { RedirectUri = result.Properties!.RedirectUri };
            properties.StoreTokens(result.Properties.GetTokens());
            var identity = new ClaimsIdentity(result.Principal!.Claims, CookieAuthenticationDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
            await Results.SignIn(new ClaimsPrincipal(identity), properties, CookieAuthenticationDefaults.AuthenticationScheme).ExecuteAsync(context);
        });
        app.MapGet("/sign-out", async (HttpContext context, string returnUrl) =>
        {
            var session = await context.AuthenticateAsync();
            await context.SignOutAsync();
            var hint = session.Properties?.GetTokenValue(OpenIddictClientAspNetCoreConstants.Tokens.BackchannelIdentityToken);
            var items = new Dictionary<string, string?> { [OpenIddictClientAspNetCoreConstants.Properties.IdentityTokenHint] = hint };
            return Results.SignOut(new(items) { RedirectUri = returnUrl }, [Scheme]);
        });
        app.MapMethods("/signed-out-callback", FormOrQuery, async context =>
            context.Response.Redirect((await context.AuthenticateAsync(Scheme)).Properties!.RedirectUri!));
        app.MapGet("/signed-out", (HttpRequest request) => ApplicationPage.Show(ApplicationPage.SignedOut, request.GetDisplayUrl()));
        app.MapFallback((HttpContext context) => ApplicationPage.Show(ApplicationPage.SignedIn, context.User.Identity!.Name ?? "")).RequireAuthorization();
    }
}
