using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using IdentityHost.Bench.LoadBench.Load;
using IdentityHost.Bench.LoadBench.Servers;

namespace IdentityHost.Bench.LoadBench.Tokens;

/// <summary>Asks a token endpoint, and everything else that takes a form, as an application does.</summary>
internal sealed class TokenClient : IDisposable
{
    private const int AtOnce = 8;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public void Dispose() => _http.Dispose();

    /// <summary>Tokens of a client, by client credentials.</summary>
    public Task<string[]> ClientTokensAsync(Uri endpoint, Caller client, string scope, int count, CancellationToken ct) =>
        ManyAsync(count, () => ClientTokenAsync(endpoint, client, scope, ct), ct);

    public Task<string> ClientTokenAsync(Uri endpoint, Caller client, string scope, CancellationToken ct) =>
        RedeemAsync(endpoint, client.Authorization, $"grant_type=client_credentials&scope={scope}", ct);

    /// <summary>Tokens of alice, each by a code of its own.</summary>
    public async Task<string[]> UserTokensAsync(ServerAddress host, Application application, int count, CancellationToken ct)
    {
        var browser = new SignedInBrowser(_http, host);
        await browser.SignInAsync(application, "alice", "Alice-1234", ct);
        return await ManyAsync(count, OneAsync, ct);

        async Task<string> OneAsync()
        {
            var (code, verifier) = await browser.AuthorizeAsync(application, ct);
            var form = $"grant_type=authorization_code&redirect_uri={Uri.EscapeDataString(application.RedirectUri)}&code={code}&code_verifier={verifier}";
            return await RedeemAsync(host.Of("/connect/token"), application.Caller.Authorization, form, ct);
        }
    }

    /// <summary>Posts a form.</summary>
    public async Task<(int Status, string Body)> PostAsync(Uri target, string authorization, string form, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new StringContent(form) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        using var response = await _http.SendAsync(request, ct);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(ct));
    }

    private async Task<string> RedeemAsync(Uri endpoint, string authorization, string form, CancellationToken ct)
    {
        var (status, body) = await PostAsync(endpoint, authorization, form, ct);
        if (status == 200)
            return JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString()!;
        throw new BenchFailedException(string.Create(CultureInfo.InvariantCulture, $"{endpoint} answered {status} to a request for a token: {body}"));
    }

    private static async Task<string[]> ManyAsync(int count, Func<Task<string>> one, CancellationToken ct)
    {
        var tokens = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (_, _) => tokens.Add(await one()));
        return [.. tokens];
    }
}

/// <summary>Who asks.</summary>
/// <param name="Id">A client's or an API's name.</param>
/// <param name="Secret">Published with the demonstration.</param>
internal sealed record Caller(string Id, string Secret)
{
    public string Authorization { get; } = LoadRequest.Basic(Id, Secret);
}

/// <summary>A web application of the demonstration.</summary>
/// <param name="Caller">Its client.</param>
/// <param name="RedirectUri">Where codes are sent.</param>
/// <param name="Scope">What it asks for.</param>
internal sealed record Application(Caller Caller, string RedirectUri, string Scope);
