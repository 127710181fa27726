using IdentityHost.Bench.LoadBench.Servers;
using IdentityHost.Bench.LoadBench.Tokens;

namespace IdentityHost.Bench.LoadBench.Checks;

/// <summary>What is asked of ceilings and peer.</summary>
internal static class OtherProbes
{
    /// <summary>Of a ceiling: it always answers the same.</summary>
    public static IReadOnlyList<Probe> OfCeiling(Uri target, string form, string answer) =>
        [Probe.Form("the constant", target, Demonstration.Api.Authorization, form, 200, got => got == answer)];

    /// <summary>Of the peer's introspection.</summary>
    public static IReadOnlyList<Probe> OfPeer(ServerAddress peer, TokenSet tokens)
    {
        var (target, caller) = (peer.Of("/token/introspection"), Demonstration.Api.Authorization);
        return
        [
            Probe.Form("the peer's token", target, caller, $"token={tokens.Peers[^1]}", 200, answer => answer.StartsWith("{\"active\":true", StringComparison.Ordinal)),
            Probe.Form("the peer's unknown token", target, caller, $"token={new string('A', 43)}", 200, answer => answer == HostProbes.Inactive),
        ];
    }

    /// <summary>Of the peer's issuance: what is issued is good, until it is revoked.</summary>
    public static IReadOnlyList<Probe> OfPeersTokens(ServerAddress peer) =>
    [
        new("the peer's issued token", async (http, ct) =>
        {
            var token = await http.ClientTokenAsync(peer.Of("/token"), Demonstration.PeerClient, "messages.read", ct);
            var (_, before) = await http.PostAsync(peer.Of("/token/introspection"), Demonstration.Api.Authorization, $"token={token}", ct);
            await http.PostAsync(peer.Of("/token/revocation"), Demonstration.PeerClient.Authorization, $"token={token}", ct);
            var (_, after) = await http.PostAsync(peer.Of("/token/introspection"), Demonstration.Api.Authorization, $"token={token}", ct);
            return before.StartsWith("{\"active\":true", StringComparison.Ordinal) && after == HostProbes.Inactive ? null : $"{before}, then {after}";
        }),
    ];
}
