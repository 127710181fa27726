using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Bench.Coherence.History;
using Microsoft.AspNetCore.WebUtilities;

namespace Bench.Coherence.Work;

/// <summary>Somebody at a browser, who signs in on the real page when it comes.</summary>
internal sealed partial class Person(Http http, Recorder recorder, Dice dice, string user) : IDisposable
{
    private const int MostRedirects = 8;

    private readonly HttpClient _browser = Http.NewClient(new CookieContainer());

    public string User => user;

    /// <summary>Authorizes a client; null if some answer on the way did not come.</summary>
    public async Task<Family?> AuthorizeAsync(int node, string client)
    {
        var begin = recorder.Now;
        var verifier = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var answer = await FollowAsync(node, QueryHelpers.AddQueryString("/connect/authorize", new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = client,
            ["redirect_uri"] = TokenEndpoint.RedirectUri,
            ["scope"] = "openid messages.read offline_access",
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        }));
        if (answer.Location?.OriginalString.StartsWith(TokenEndpoint.RedirectUri, StringComparison.Ordinal) is not true
            || !QueryHelpers.ParseQuery(answer.Location.Query).TryGetValue("code", out var code))
        {
            recorder.AddFailure(answer, $"sign-in for {client}");
            return null;
        }

        var held = new HeldToken(recorder.NewToken(), code.ToString(), client, user);
        recorder.Add(new Issued(answer.Operation, node, begin, answer.End, held.Id, $"code of {client}", TimeSpan.FromSeconds(300)));
        return new Family(client, held, verifier);
    }

    /// <summary>A client has the person signed out.</summary>
    /// <param name="gone">What goes with the session.</param>
    public async Task<bool> SignOutAsync(int node, string idToken, IReadOnlyList<HeldToken> gone)
    {
        var begin = recorder.Now;
        var answer = await FollowAsync(node, QueryHelpers.AddQueryString("/connect/endsession", "id_token_hint", idToken));
        var isDone = answer.IsOk && answer.Body.Contains("You are signed out", StringComparison.Ordinal);
        recorder.AddRevocation(answer with { Begin = begin }, gone, Means.SignOut, isDone);
        return isDone;
    }

    public void Dispose() => _browser.Dispose();

    /// <summary>Follows redirects within the host, and fills the sign-in page; the last answer.</summary>
    private async Task<Answer> FollowAsync(int node, string path)
    {
        var answer = await http.SendAsync(node, HttpMethod.Get, path, client: _browser);
        for (var redirects = 0; redirects < MostRedirects; redirects++)
        {
            if (answer.Location is { } target)
            {
                if (target.IsAbsoluteUri && target.Scheme is "http" && target.Port == new Uri(TokenEndpoint.RedirectUri).Port)
                    return answer;
                path = target.IsAbsoluteUri ? target.PathAndQuery : target.OriginalString;
                // Nodes share the session: whoever of them has the next page.
                node = http.AnyNode(dice);
                answer = await http.SendAsync(node, HttpMethod.Get, path, client: _browser);
            }
            else if (answer.IsOk && answer.Body.Contains("type=\"password\"", StringComparison.Ordinal))
            {
                var token = Antiforgery().Match(answer.Body).Groups["token"].Value;
                answer = await http.PostAsync(
                    node, path, [new("UserName", user), new("Password", Http.Secret), new("__RequestVerificationToken", token)], client: _browser);
                if (answer.IsOk)
                    return answer;
            }
            else
            {
                return answer;
            }
        }

        return answer;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Antiforgery();
}
