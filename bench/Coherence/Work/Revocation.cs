using System.Net;
using System.Net.Http.Headers;
using Bench.Coherence.History;

namespace Bench.Coherence.Work;

/// <summary>Takes access away, and writes into the history whether that was acknowledged.</summary>
internal sealed class Revocation(Http http, Recorder recorder)
{
    /// <summary>RFC 7009.</summary>
    /// <param name="gone">What goes with the token.</param>
    public async Task<bool> RevokeAsync(int node, HeldToken token, string hint, params IReadOnlyList<HeldToken> gone)
    {
        var answer = await http.PostAsync(
            node, "/connect/revocation", [new("token", token.Value), new("token_type_hint", hint)], Http.Basic(token.Client));
        recorder.AddRevocation(answer, gone, hint == "refresh_token" ? Means.RefreshTokenRevoked : Means.AccessTokenRevoked, answer.IsOk);
        return answer.IsOk;
    }

    /// <summary>An operator ends sessions.</summary>
    /// <param name="query">Which.</param>
    public async Task<bool> EndSessionsAsync(int node, HeldToken admin, string query, IReadOnlyList<HeldToken> gone)
    {
        var answer = await http.SendAsync(
            node, HttpMethod.Delete, $"/admin/sessions?{query}", null, new AuthenticationHeaderValue("Bearer", admin.Value));
        var isDone = answer.Status is HttpStatusCode.NoContent;
        recorder.AddRevocation(answer, gone, Means.SessionsEnded, isDone);
        return isDone;
    }
}
