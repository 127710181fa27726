using System.Net;
using System.Text.Json;
using Bench.Coherence.History;

namespace Bench.Coherence.Work;

/// <summary>Gets tokens, and writes into the history what was handed out, and what grant was used up for it.</summary>
internal sealed class TokenEndpoint(Http http, Recorder recorder)
{
    public const string RedirectUri = "http://localhost:5099/callback";

    private const string Path = "/connect/token";

    /// <summary>By the client credentials grant; null if there was no answer.</summary>
    public async Task<HeldToken?> OwnTokenAsync(int node, string client)
    {
        var answer = await http.PostAsync(node, Path, [new("grant_type", "client_credentials")], Http.Basic(client));
        return answer.IsOk ? Issue(answer, client, null).Access : Refused<HeldToken>(answer, $"client_credentials of {client}");
    }

    /// <summary>Redeems a code. A second time it is a replay, which takes all that came of it.</summary>
    public Task<Grant?> RedeemAsync(int node, Family family) => UseAsync(
        node,
        family,
        family.Code,
        isReuse: family.Access.Count > 0,
        [
            new("grant_type", "authorization_code"), new("code", family.Code.Value), new("redirect_uri", RedirectUri), new("code_verifier", family.Verifier),
        ]);

    /// <summary>Uses a refresh token. One that was used before takes the whole family.</summary>
    public Task<Grant?> RefreshAsync(int node, Family family, HeldToken refresh) => UseAsync(
        node, family, refresh, isReuse: refresh != family.Refresh[^1], [new("grant_type", "refresh_token"), new("refresh_token", refresh.Value)]);

    private async Task<Grant?> UseAsync(int node, Family family, HeldToken grant, bool isReuse, KeyValuePair<string, string>[] form)
    {
        var gone = isReuse ? family.All : [grant];
        var again = grant == family.Code ? Means.CodeReplayed : Means.RefreshTokenReused;
        var by = isReuse ? again : Means.Use;
        var answer = await http.PostAsync(node, Path, form, Http.Basic(family.Client));
        var isRefused = answer.Status is HttpStatusCode.BadRequest && answer.Body.Contains("\"invalid_grant\"", StringComparison.Ordinal);
        recorder.Add(new Revoked(
            answer.Operation, node, answer.Begin, answer.End, [.. gone.Select(token => token.Id)], by, Acknowledged: answer.IsOk || isRefused));
        if (!answer.IsOk && !isRefused)
            return Refused<Grant>(answer, by);

        recorder.Add(new Observed(answer.Operation, node, answer.Begin, answer.End, grant.Id, Active: answer.IsOk, by));
        return answer.IsOk ? Issue(answer, family.Client, grant.Subject) : null;
    }

    private Grant Issue(Answer answer, string client, string? subject)
    {
        using var document = JsonDocument.Parse(answer.Body);
        var json = document.RootElement;
        var lifetime = TimeSpan.FromSeconds(json.GetProperty("expires_in").GetInt32());
        var access = Hold(answer, json.GetProperty("access_token").GetString()!, client, subject, "access token", lifetime);
        var refresh = json.TryGetProperty("refresh_token", out var value) ? Hold(answer, value.GetString()!, client, subject, "refresh token", null) : null;
        return new Grant(access, refresh, json.TryGetProperty("id_token", out var id) ? id.GetString() : null);
    }

    private HeldToken Hold(Answer answer, string value, string client, string? subject, string what, TimeSpan? lifetime)
    {
        var token = new HeldToken(recorder.NewToken(), value, client, subject);
        recorder.Add(new Issued(answer.Operation, answer.Node, answer.Begin, answer.End, token.Id, $"{what} of {client}", lifetime));
        return token;
    }

    private T? Refused<T>(Answer answer, string what)
        where T : class
    {
        recorder.AddFailure(answer, what);
        return null;
    }
}
