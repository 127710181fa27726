using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Bench.Coherence.History;

namespace Bench.Coherence.Work;

/// <summary>Asks nodes about tokens, at both routes, and sees that the answer is about the token that was asked about.</summary>
internal sealed class Introspection(Http http, Recorder recorder)
{
    private const string Api = "messages-api";
    private const string Standard = "/connect/introspect";
    private const string Passport = "/oauth/introspect";

    private readonly ConcurrentDictionary<string, int> _tokenOfId = new(StringComparer.Ordinal);

    /// <summary>The API resource asks at the standard route.</summary>
    public async Task AskAsync(int node, HeldToken token, bool atRest = false)
    {
        var answer = await http.PostAsync(node, Standard, [new("token", token.Value)], Http.Basic(Api));
        Take(answer, token, Standard, atRest);
    }

    /// <summary>The resource server asks at Passport's route, with a token of its own, whose state shows as well: 401 if it is not active.</summary>
    public async Task AskAsync(int node, HeldToken token, HeldToken caller, bool atRest = false)
    {
        var answer = await http.PostAsync(
            node, Passport, [new("token", token.Value)], new AuthenticationHeaderValue("Bearer", caller.Value));
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.OK)
        {
            recorder.Add(new Observed(
                answer.Operation, node, answer.Begin, answer.End, caller.Id, answer.IsOk, $"{Passport} as its caller"));
        }

        if (answer.Status is not HttpStatusCode.Unauthorized)
            Take(answer, token, Passport, atRest);
    }

    private void Take(Answer answer, HeldToken token, string route, bool atRest)
    {
        if (answer.IsOk && Read(token, answer.Body) is { } active)
            recorder.Add(new Observed(answer.Operation, answer.Node, answer.Begin, answer.End, token.Id, active, route, atRest));
        else
            recorder.AddFailure(answer, $"{route} about token {token.Id}");
    }

    /// <returns>Null: it is no answer about this token.</returns>
    private bool? Read(HeldToken token, string body)
    {
        if (body == """{"active":false}""")
            return false;
        try
        {
            using var document = JsonDocument.Parse(body);
            var json = document.RootElement;
            var isAboutIt = json.GetProperty("active").ValueKind is JsonValueKind.True
                && Text(json, "client_id") == token.Client
                // A client's own JWT names the client (RFC 9068 2.2).
                && (Text(json, "sub") is var subject && (subject == token.Subject || (token.Subject is null && subject == token.Client)))
                && (Text(json, "jti") is not { } id || _tokenOfId.GetOrAdd(id, token.Id) == token.Id);
            return isAboutIt ? true : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.ToString() : null;
}
