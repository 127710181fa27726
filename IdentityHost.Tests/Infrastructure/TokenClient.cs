using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>A code as the redirect URI got it, with what redeeming it takes.</summary>
/// <param name="Parameters">Every parameter of the redirect.</param>
public sealed record AuthorizationAnswer(
    string Code, string Verifier, string ClientId, string RedirectUri, IReadOnlyDictionary<string, string> Parameters);

/// <summary>The host's endpoints as a client calls them.</summary>
/// <param name="client">Its base address is the host's.</param>
public sealed class TokenClient(HttpClient client)
{
    public TokenClient(TestHost host)
        : this(host.Client)
    {
    }

    /// <summary>A client credentials token of the demonstration's resource server, for the Passport endpoint's Authorization header.</summary>
    public Task<string> ResourceServerTokenAsync() =>
        ClientCredentialsAsync(Demo.ResourceServerId, Demo.ResourceServerSecret, "introspect");

    /// <summary>An access token of alice's for the demonstration's web app.</summary>
    public async Task<string> AliceTokenAsync(string scope = Demo.WebAppScopes)
    {
        var answer = await SignInAndAuthorizeAsync(Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, scope);
        var tokens = await RedeemCodeAsync(answer, Demo.WebAppSecret);
        return tokens.GetProperty("access_token").GetString()!;
    }

    /// <summary>An access token by the client credentials grant; fails on any other answer.</summary>
    public async Task<string> ClientCredentialsAsync(string clientId, string secret, string? scope = null)
    {
        var parameters = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_secret"] = secret,
        };
        if (scope is not null)
            parameters["scope"] = scope;
        using var response = await PostFormAsync("/connect/token", parameters);
        return (await ReadAsync(response)).GetProperty("access_token").GetString()!;
    }

    /// <summary>Asks the Passport endpoint about a token, as the client package does; fails if it does not answer 200.</summary>
    public async Task<JsonElement> IntrospectAsync(string callerToken, string token)
    {
        using var response = await PostIntrospectAsync(callerToken, token);
        return await ReadAsync(response);
    }

    /// <summary>The Passport endpoint's answer, whatever it is.</summary>
    public async Task<HttpResponseMessage> PostIntrospectAsync(string? callerToken, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/introspect")
        {
            Content = Form(new() { ["token_type_hint"] = "access_token", ["token"] = token }),
        };
        if (callerToken is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", callerToken);
        return await client.SendAsync(request);
    }

    /// <summary>Asks the standard endpoint (RFC 7662) about a token, by HTTP Basic; fails if it does not answer 200.</summary>
    public async Task<JsonElement> StandardIntrospectAsync(string callerId, string secret, string token)
    {
        using var response = await PostFormAsync("/connect/introspect", new() { ["token"] = token }, Basic(callerId, secret));
        return await ReadAsync(response);
    }

    /// <summary>The code flow with PKCE (S256) and a state, through the real sign-in page, without a browser.</summary>
    public async Task<AuthorizationAnswer> SignInAndAuthorizeAsync(
        string user, string password, string clientId, string redirectUri, string scope, string path = "/connect/authorize")
    {
        using var browser = new Browser(client.BaseAddress!);
        return await SignInAndAuthorizeAsync(browser, user, password, clientId, redirectUri, scope, path);
    }

    /// <summary>The same with a browser of the caller's, whose cookies stay. If it is signed in already, no page comes.</summary>
    public static async Task<AuthorizationAnswer> SignInAndAuthorizeAsync(
        Browser browser, string user, string password, string clientId, string redirectUri, string scope, string path = "/connect/authorize")
    {
        var verifier = Pkce.NewVerifier();
        var state = Pkce.NewVerifier();
        await browser.GoAsync(Pkce.AuthorizeUrl(path, clientId, redirectUri, scope, verifier, state));
        if (browser.LeftTo is null)
            await browser.SignInAsync(user, password);
        var parameters = browser.LeftParameters(redirectUri);
        parameters.GetValueOrDefault("error").ShouldBeNull();
        parameters["state"].ShouldBe(state);
        return new AuthorizationAnswer(parameters["code"], verifier, clientId, redirectUri, parameters);
    }

    /// <summary>Redeems a code, the client's secret sent by HTTP Basic; fails if it is not granted.</summary>
    public async Task<JsonElement> RedeemCodeAsync(AuthorizationAnswer answer, string secret)
    {
        using var response = await PostCodeAsync(answer, secret);
        return await ReadAsync(response);
    }

    /// <summary>The token endpoint's answer to a code, whatever it is.</summary>
    public Task<HttpResponseMessage> PostCodeAsync(AuthorizationAnswer answer, string secret) =>
        PostFormAsync(
            "/connect/token",
            new()
            {
                ["grant_type"] = "authorization_code",
                ["code"] = answer.Code,
                ["redirect_uri"] = answer.RedirectUri,
                ["code_verifier"] = answer.Verifier,
            },
            Basic(answer.ClientId, secret));

    /// <summary>Posts a form.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(
        string path, Dictionary<string, string> parameters, AuthenticationHeaderValue? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Form(parameters) };
        request.Headers.Authorization = authorization;
        return await client.SendAsync(request);
    }

    /// <summary>client_secret_basic: both parts form-url-encoded first (RFC 6749 2.3.1).</summary>
    public static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{WebUtility.UrlEncode(id)}:{WebUtility.UrlEncode(secret)}")));

    /// <summary>The JSON of a 200; anything else fails, with the body.</summary>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    private static FormUrlEncodedContent Form(Dictionary<string, string> parameters) => new(parameters);
}
