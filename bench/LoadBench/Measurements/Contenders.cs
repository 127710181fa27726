using IdentityHost.Bench.LoadBench.Checks;
using IdentityHost.Bench.LoadBench.Load;
using IdentityHost.Bench.LoadBench.Servers;
using IdentityHost.Bench.LoadBench.Tokens;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>The contenders of introspection and issuance. All get requests of the same kind and, within a few bytes, of the same size.</summary>
/// <param name="lab">The programs.</param>
/// <param name="tokens">Those of the database that the programs in question are on.</param>
internal sealed class Contenders(Lab lab, TokenSet tokens)
{
    private const string ClientCredentials = "grant_type=client_credentials&scope=";

    private static readonly string Api = Demonstration.Api.Authorization;

    private ServerAddress Peer => lab.Peer?.Address ?? throw new BenchFailedException("the peer was not started");

    /// <summary>Kestrel answering a constant.</summary>
    public Contender R => Ceiling("R", "/constant", Forms(tokens.Clients), lab.Answer);

    /// <summary>One SELECT.</summary>
    public Contender S => Ceiling("S", "/select", [.. tokens.Clients.Select(token => $"token={GrantTable.KeyOf(token)}-1")], lab.Answer);

    /// <summary>One INSERT.</summary>
    public Contender I => Ceiling("I", "/insert", [ClientCredentials + "messages.read"], lab.TokenAnswer);

    public Contender Introspection(string name, ServerProcess host, string[] asked) =>
        new(name, new LoadRequest(host.Address.Of("/connect/introspect"), Api, Forms(asked)), new HostProbes(host.Address, tokens).OfIntrospection);

    public Contender Passport(string name, ServerProcess host, string[] asked) =>
        new(name, new LoadRequest(host.Address.Of("/oauth/introspect"), $"Bearer {tokens.Introspecting}", Forms(asked)), new HostProbes(host.Address, tokens).OfPassport);

    public Contender Issuance(string name, ServerProcess host, Caller client, string scope) =>
        new(name, new LoadRequest(host.Address.Of("/connect/token"), client.Authorization, [ClientCredentials + scope]), new HostProbes(host.Address, tokens).OfIssuance);

    public Contender Revocation(string name, ServerProcess host, string[] asked) =>
        new(name, new LoadRequest(host.Address.Of("/connect/revocation"), Demonstration.PlainClient.Authorization, Forms(asked)), new HostProbes(host.Address, tokens).OfRevocation)
        {
            EachFormOnce = true,
        };

    /// <summary>The peer, asked as everybody is.</summary>
    public Contender PeerIntrospection => PeerIntrospectionWith("oidc-provider", "");

    /// <summary>The peer, told in its own words which of its kinds of token it is, which saves it two of three queries.</summary>
    public Contender HintedPeerIntrospection => PeerIntrospectionWith("oidc-provider, hinted", "&token_type_hint=client_credentials");

    public Contender PeerIssuance => new(
        "oidc-provider",
        new LoadRequest(Peer.Of("/token"), Demonstration.PeerClient.Authorization, [ClientCredentials + "messages.read"]),
        OtherProbes.OfPeersTokens(Peer));

    public Contender PeerRevocation(string[] asked) =>
        new(
            "oidc-provider",
            new LoadRequest(Peer.Of("/token/revocation"), Demonstration.PeerClient.Authorization, Forms(asked)),
            OtherProbes.OfPeersTokens(Peer))
        {
            EachFormOnce = true,
        };

    /// <summary>The same with one hot token.</summary>
    public static Contender One(Contender contender) => contender with { Request = contender.Request.One() };

    private Contender Ceiling(string name, string path, string[] forms, string answer)
    {
        var target = lab.Ceilings.Address.Of(path);
        return new Contender(name, new LoadRequest(target, Api, forms), OtherProbes.OfCeiling(target, forms[^1], answer));
    }

    private Contender PeerIntrospectionWith(string name, string hint) => new(
        name,
        new LoadRequest(Peer.Of("/token/introspection"), Api, [.. tokens.Peers.Select(token => $"token={token}{hint}")]),
        OtherProbes.OfPeer(Peer, tokens));

    private static string[] Forms(string[] asked) => [.. asked.Select(token => $"token={token}")];
}
