using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>A client of the demonstration set that the relying party plays.</summary>
public sealed record RelyingClient(string Id, string Secret, string Scopes);

/// <summary>What a sign-in at the relying party came to: the token endpoint's answer and the validated ID token, or an error.</summary>
public sealed record RelyingSignIn(JsonElement? Tokens, JsonWebToken? IdToken, IReadOnlyDictionary<string, string> Parameters)
{
    public string AccessToken => Tokens!.Value.GetProperty("access_token").GetString()!;
}

/// <summary>A front-channel logout as it came (OpenID Connect Front-Channel Logout 1.0, 2).</summary>
public sealed record FrontChannelLogout(string Issuer, string SessionId);

/// <summary>
/// A small web application that signs people in at the host: Kestrel on a free port of loopback. It checks what a client has to check
/// (state, iss, nonce, signatures) and keeps what it got.
/// </summary>
public sealed class RelyingParty : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();
    private readonly ConcurrentDictionary<string, RelyingClient> _clients = new();
    private readonly ConcurrentDictionary<string, PendingSignIn> _pending = new();
    private readonly ConcurrentQueue<RelyingSignIn> _signIns = new();
    private readonly ConcurrentQueue<FrontChannelLogout> _frontChannelLogouts = new();
    private readonly ConcurrentQueue<JsonWebToken> _backChannelLogouts = new();
    private OpenIdProvider? _provider;

    private RelyingParty(WebApplication app)
    {
        _app = app;
        app.Use(ShowFailureAsync);
        app.MapGet("/sign-in", SignIn);
        app.MapMethods("/callback", [HttpMethods.Get, HttpMethods.Post], CallbackAsync);
        app.MapGet("/sign-out", SignOut);
        app.MapGet("/signed-out", () => Page("Signed out of the application", ""));
        app.MapGet("/session", Session);
        app.MapGet("/front-channel-logout", FrontChannelLogoutAsync);
        app.MapPost("/back-channel-logout", BackChannelLogoutAsync);
    }

    /// <summary>http://localhost and the port: a browser takes it for the same site as the host.</summary>
    public Uri Address { get; private set; } = null!;

    public string RedirectUri => $"{Address}callback";

    /// <summary>Where a person clicks to sign out, after a sign-in that gave an ID token.</summary>
    public string SignOutUrl => $"{Address}sign-out";

    /// <summary>A page that asks the host's frame whether the session of the last sign-in is still the same, when it loads.</summary>
    public string SessionUrl => $"{Address}session";

    /// <summary>The last sign-in that came to an end.</summary>
    public RelyingSignIn LastSignIn => _signIns.Last();

    /// <summary>What a front-channel logout waits for before it counts and is answered.</summary>
    public Task FrontChannelLogoutMayEnd { get; set; } = Task.CompletedTask;

    public IReadOnlyCollection<FrontChannelLogout> FrontChannelLogouts => _frontChannelLogouts;

    /// <summary>The logout tokens that came, each of them valid.</summary>
    public IReadOnlyCollection<JsonWebToken> BackChannelLogouts => _backChannelLogouts;

    private OpenIdProvider Provider => _provider ?? throw new InvalidOperationException($"{nameof(TrustAsync)} comes first.");

    public static async Task<RelyingParty> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var party = new RelyingParty(app);
        await app.StartAsync();
        party.Address = new UriBuilder(app.Urls.Single()) { Host = "localhost" }.Uri;
        return party;
    }

    /// <summary>Reads the discovery document of the host that it shall send people to.</summary>
    public async Task TrustAsync(Uri authority) => _provider = await OpenIdProvider.DiscoverAsync(_client, authority);

    /// <summary>Where a person clicks to sign in.</summary>
    /// <param name="parameters">More parameters of the authorization request.</param>
    public string SignInUrl(RelyingClient client, params (string Name, string Value)[] parameters)
    {
        _clients[client.Id] = client;
        var query = parameters.Append(("client_id", client.Id)).Select(parameter => KeyValuePair.Create(parameter.Item1, (string?)parameter.Item2));
        return QueryHelpers.AddQueryString($"{Address}sign-in", query);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private IResult SignIn(HttpContext context)
    {
        var more = context.Request.Query.ToDictionary(parameter => parameter.Key, parameter => (string?)parameter.Value);
        more.Remove("client_id", out var clientId);
        var pending = new PendingSignIn(_clients[clientId!], Pkce.NewVerifier(), Pkce.NewVerifier());
        var state = Pkce.NewVerifier();
        _pending[state] = pending;
        var url = Pkce.AuthorizeUrl(
            Provider.AuthorizationEndpoint, clientId!, RedirectUri, pending.Client.Scopes, pending.Verifier, state, pending.Nonce);
        return Results.Redirect(QueryHelpers.AddQueryString(url, more));
    }

    private async Task<IResult> CallbackAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // response_mode query, or form_post.
        IEnumerable<KeyValuePair<string, StringValues>> answer =
            HttpMethods.IsPost(request.Method) ? await request.ReadFormAsync(cancellationToken) : request.Query;
        var parameters = answer.ToDictionary(parameter => parameter.Key, parameter => parameter.Value.ToString());
        // CSRF (RFC 6749 10.12) and mix-up (RFC 9207 2.4).
        if (!_pending.TryRemove(parameters.GetValueOrDefault("state", ""), out var pending) || parameters.GetValueOrDefault("iss") != Provider.Issuer)
            return Page("Refused", "The answer is not one to a question of this application.");
        if (parameters.TryGetValue("error", out var error))
        {
            _signIns.Enqueue(new RelyingSignIn(null, null, parameters));
            return Page("Not signed in", error);
        }

        var tokens = await Provider.RedeemAsync(pending, parameters["code"], RedirectUri, cancellationToken);
        JsonWebToken? idToken = null;
        if (tokens.TryGetProperty("id_token", out var text))
        {
            idToken = await Provider.ValidateAsync(text.GetString()!, [pending.Client.Id]);
            idToken.GetClaim("nonce").Value.ShouldBe(pending.Nonce);
        }

        _signIns.Enqueue(new RelyingSignIn(tokens, idToken, parameters));
        return Page("Signed in to the application", idToken?.Subject ?? "");
    }

    /// <summary>Sends the browser to the end session endpoint (OpenID Connect RP-Initiated Logout 1.0, 2).</summary>
    private IResult SignOut() =>
        Results.Redirect(QueryHelpers.AddQueryString(Provider.EndSessionEndpoint, new Dictionary<string, string?>
        {
            ["id_token_hint"] = LastSignIn.Tokens!.Value.GetProperty("id_token").GetString(),
            ["post_logout_redirect_uri"] = $"{Address}signed-out",
            ["state"] = "signed-out-state",
        }));

    /// <summary>OpenID Connect Session Management 1.0, 3.1: the frame's word becomes the text of the page.</summary>
    private IResult Session()
    {
        var last = LastSignIn;
        var origin = new Uri(Provider.CheckSessionFrame).GetLeftPart(UriPartial.Authority);
        return Html(
            "Session",
            $"""
            <p id="text"></p>
            <script>
              addEventListener("message", e => document.getElementById("text").textContent = e.data);
              const ask = frame => frame.contentWindow.postMessage("{last.IdToken!.Audiences.Single()} {last.Parameters["session_state"]}", "{origin}");
            </script>
            <iframe title="Session" src="{Provider.CheckSessionFrame}" onload="ask(this)"></iframe>
            """);
    }

    private async Task<IResult> FrontChannelLogoutAsync(string iss, string sid)
    {
        await FrontChannelLogoutMayEnd;
        _frontChannelLogouts.Enqueue(new FrontChannelLogout(iss, sid));
        return Page("Front-channel logout", "");
    }

    private async Task<IResult> BackChannelLogoutAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        _backChannelLogouts.Enqueue(await Provider.ValidateAsync(form["logout_token"].ToString(), _clients.Keys));
        return Results.Ok();
    }

    /// <summary>A check that fails is the heading of the page: the test that waits for another shows it.</summary>
    private static async Task ShowFailureAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await Page(failure.Message, failure.ToString()).ExecuteAsync(context);
        }
    }

    private static IResult Page(string heading, string text) => Html(heading, $"""<p id="text">{WebUtility.HtmlEncode(text)}</p>""");

    private static IResult Html(string heading, string body) =>
        Results.Content(
            $"""
            <!DOCTYPE html>
            <html lang="en"><title>Application</title><link rel="icon" href="data:,"><h1>{WebUtility.HtmlEncode(heading)}</h1>{body}
            """,
            "text/html; charset=utf-8");
}
