using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using IdentityHost.Bench.LoadBench.Servers;

namespace IdentityHost.Bench.LoadBench.Tokens;

/// <summary>The browser of somebody who has signed in, as far as getting codes needs one.</summary>
internal sealed partial class SignedInBrowser(HttpClient http, ServerAddress host)
{
    private readonly ConcurrentDictionary<string, string> _cookies = new(StringComparer.Ordinal);

    /// <summary>Signs in on the page to which an authorization request leads.</summary>
    public async Task SignInAsync(Application application, string name, string password, CancellationToken ct)
    {
        var page = await LocationAsync(HttpMethod.Get, AuthorizeUrl(application, NewVerifier()), null, ct)
            ?? throw new BenchFailedException("the authorization request led to no page");
        using var shown = await SendAsync(HttpMethod.Get, page, null, ct);
        var form = (await shown.Content.ReadAsStringAsync(ct)).Split("</form>")[0];
        var fields = HiddenField().Matches(form).Select(field => KeyValuePair.Create(Attribute(field.Value, "name"), Attribute(field.Value, "value")))
            .Where(field => field.Key.Length > 0)
            .Append(KeyValuePair.Create("UserName", name)).Append(KeyValuePair.Create("Password", password));
        if (await LocationAsync(HttpMethod.Post, page, fields, ct) is null)
            throw new BenchFailedException($"{name} could not sign in");
    }

    /// <returns>A code, and what proves that it was asked for by whoever redeems it (RFC 7636).</returns>
    public async Task<(string Code, string Verifier)> AuthorizeAsync(Application application, CancellationToken ct)
    {
        var verifier = NewVerifier();
        var answer = await LocationAsync(HttpMethod.Get, AuthorizeUrl(application, verifier), null, ct);
        var code = answer?.ToString().StartsWith(application.RedirectUri, StringComparison.Ordinal) is true ? Code().Match(answer.Query) : Match.Empty;
        return code.Success ? (code.Groups["code"].Value, verifier) : throw new BenchFailedException($"no code, but {answer}");
    }

    private Uri AuthorizeUrl(Application application, string verifier) => host.Of(
        $"/connect/authorize?response_type=code&client_id={application.Caller.Id}&redirect_uri={Uri.EscapeDataString(application.RedirectUri)}"
        + $"&scope={Uri.EscapeDataString(application.Scope)}&code_challenge_method=S256&code_challenge="
        + Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));

    private async Task<Uri?> LocationAsync(HttpMethod method, Uri target, IEnumerable<KeyValuePair<string, string>>? form, CancellationToken ct)
    {
        using var response = await SendAsync(method, target, form, ct);
        return response.Headers.Location is { } location ? new Uri(host.Base, location) : null;
    }

    // With cookies of its own: a container of .NET's sends none that is for HTTPS to loopback, as browsers do.
    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Uri target, IEnumerable<KeyValuePair<string, string>>? form, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, target);
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form);
        if (!_cookies.IsEmpty)
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var response = await http.SendAsync(request, ct);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            foreach (var cookie in cookies.Select(cookie => cookie.Split(';')[0].Split('=', 2)))
                _cookies[cookie[0]] = cookie[1];
        }

        return response;
    }

    private static string NewVerifier() => Base64Url(RandomNumberGenerator.GetBytes(32));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $" {name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value);

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex HiddenField();

    [GeneratedRegex("[?&]code=(?<code>[^&]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
