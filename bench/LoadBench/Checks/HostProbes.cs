using System.Text.Json;
using IdentityHost.Bench.LoadBench.Servers;
using IdentityHost.Bench.LoadBench.Tokens;

namespace IdentityHost.Bench.LoadBench.Checks;

/// <summary>What is asked of the host, by the kind of answer.</summary>
internal sealed class HostProbes(ServerAddress host, TokenSet tokens)
{
    public const string Inactive = """{"active":false}""";

    private Uri Introspection => host.Of("/connect/introspect");

    private Uri Passport => host.Of("/oauth/introspect");

    private string PassportAuthorization => $"Bearer {tokens.Introspecting}";

    /// <summary>Of introspection (RFC 7662).</summary>
    public IReadOnlyList<Probe> OfIntrospection =>
    [
        Active("a client's token", Introspection, Demonstration.Api.Authorization, tokens.Clients[^1], answer => answer.Contains("\"client_id\":\"4\"", StringComparison.Ordinal)),
        Active("a user's token", Introspection, Demonstration.Api.Authorization, tokens.Users[^1], answer => answer.Contains("\"sub\":\"1\"", StringComparison.Ordinal)),
        Active("a JWT", Introspection, Demonstration.Api.Authorization, tokens.Jwts[^1], answer => answer.Contains("\"sub\":\"1\"", StringComparison.Ordinal)),
        Probe.Form("an unknown token", Introspection, Demonstration.Api.Authorization, $"token={Unknown}", 200, answer => answer == Inactive),
        Probe.Form("a revoked token", Introspection, Demonstration.Api.Authorization, $"token={tokens.Revoked}", 200, answer => answer == Inactive),
        Probe.WrongSecret("a wrong secret", Introspection, new Caller("messages-api", "wrong").Authorization, $"token={tokens.Clients[^1]}"),
        RevokedNow(Introspection, Demonstration.Api.Authorization),
    ];

    /// <summary>Of Passport's introspection.</summary>
    public IReadOnlyList<Probe> OfPassport =>
    [
        Active("a client's token", Passport, PassportAuthorization, tokens.Clients[^1], answer => answer.Contains("\"client_id\":", StringComparison.Ordinal)),
        Active("a user's token", Passport, PassportAuthorization, tokens.Users[^1], answer => answer.Contains("\"id\":", StringComparison.Ordinal)),
        Probe.Form("an unknown token", Passport, PassportAuthorization, $"token={Unknown}", 200, IsInactive),
        Probe.Form("a revoked token", Passport, PassportAuthorization, $"token={tokens.Revoked}", 200, IsInactive),
        Probe.Form("a caller without a token", Passport, $"Bearer {Unknown}", $"token={tokens.Clients[^1]}", 401, _ => true),
        Probe.Form("a caller who may not introspect", Passport, $"Bearer {tokens.Clients[0]}", $"token={tokens.Clients[^1]}", 403, _ => true),
        RevokedNow(Passport, PassportAuthorization),
    ];

    /// <summary>Of issuance: what is issued is good.</summary>
    public IReadOnlyList<Probe> OfIssuance => [Issued(Demonstration.PlainClient, "messages.read"), RefusedIssuance];

    /// <summary>Of revocation: what is revoked is not good any more.</summary>
    public IReadOnlyList<Probe> OfRevocation => [RevokedNow(Introspection, Demonstration.Api.Authorization)];

    private static string Unknown => new string('A', 64) + "-1";

    private Probe RefusedIssuance => Probe.WrongSecret(
        "issuance with a wrong secret", host.Of("/connect/token"), new Caller(Demonstration.PlainClient.Id, "wrong").Authorization,
        "grant_type=client_credentials&scope=messages.read");

    private Probe Issued(Caller client, string scope) => new("an issued token", async (http, ct) =>
    {
        var token = await http.ClientTokenAsync(host.Of("/connect/token"), client, scope, ct);
        return await Active("an issued token", Introspection, Demonstration.Api.Authorization, token, _ => true).Ask(http, ct);
    });

    // Looked at first, so that it is remembered wherever anything is.
    private Probe RevokedNow(Uri introspection, string authorization) => new("a token that was revoked just now", async (http, ct) =>
    {
        var token = await http.ClientTokenAsync(host.Of("/connect/token"), Demonstration.PlainClient, "messages.read", ct);
        if (await Active("the token before", introspection, authorization, token, _ => true).Ask(http, ct) is { } wrong)
            return wrong;
        var (status, body) = await http.PostAsync(host.Of("/connect/revocation"), Demonstration.PlainClient.Authorization, $"token={token}", ct);
        return status != 200
            ? $"the revocation was answered with {status} {body}"
            : await Probe.Form("afterwards", introspection, authorization, $"token={token}", 200, IsInactive).Ask(http, ct);
    });

    private static Probe Active(string what, Uri target, string authorization, string token, Func<string, bool> isRight) =>
        Probe.Form(what, target, authorization, $"token={token}", 200, answer => Says(answer, active: true) && isRight(answer));

    private static bool IsInactive(string answer) => Says(answer, active: false) && answer.Length <= Inactive.Length;

    private static bool Says(string answer, bool active) => JsonDocument.Parse(answer).RootElement.GetProperty("active").GetBoolean() == active;
}
