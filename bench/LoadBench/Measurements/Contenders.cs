using IdentityHost.Bench.LoadBench.Checks;
using IdentityHost.Bench.LoadBench.Load;
using IdentityHost.Bench.LoadBench.Servers;
using IdentityHost.Bench.LoadBench.Tokens;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>The contenders of introspection and issuance. All get requests of the same kind and, within a few bytes, of the same size.</summary>
internal sealed class Contenders(Lab lab)
{
    private const string ClientCredentials = "grant_type=client_credentials&scope=";

    private static readonly string Api = Demonstration.Api.Authorization;

    private readonly TokenSet _tokens = lab.Tokens;

    /// <summary>Kestrel answering a constant.</summary>
    public Contender R => Ceiling("R", "/constant", Forms(_tokens.Clients), lab.Answer);

    /// <summary>One SELECT.</summary>
    public Contender S => Ceiling("S", "/select", [.. _tokens.Clients.Select(token => $"token={GrantTable.KeyOf(token)}-1")], lab.Answer);

    /// <summary>One INSERT.</summary>
    public Contender I => Ceiling("I", "/insert", [ClientCredentials + "messages.read"], lab.TokenAnswer);

    public Contender Introspection(string name, ServerProcess host, string[] tokens) =>
        new(name, new LoadRequest(host.Address.Of("/connect/introspect"), Api, Forms(tokens)), new HostProbes(host.Address, _tokens).OfIntrospection);

    public Contender Passport(string name, ServerProcess host, string[] tokens) =>
        new(name, new LoadRequest(host.Address.Of("/oauth/introspect"), $"Bearer {_tokens.Introspecting}", Forms(tokens)), new HostProbes(host.Address, _tokens).OfPassport);

    public Contender Issuance(string name, ServerProcess host, Caller client, string scope) =>
        new(name, new LoadRequest(host.Address.Of("/connect/token"), client.Authorization, [ClientCredentials + scope]), new HostProbes(host.Address, _tokens).OfIssuance);

    public Contender Revocation(string name, ServerProcess host, string[] tokens) =>
        new(name, new LoadRequest(host.Address.Of("/connect/revocation"), Demonstration.PlainClient.Authorization, Forms(tokens)), new HostProbes(host.Address, _tokens).OfRevocation)
        {
            EachFormOnce = true,
        };

    /// <summary>The peer, asked as everybody is.</summary>
    public Contender PeerIntrospection => PeerIntrospectionWith("oidc-provider", "");

    /// <summary>The peer, told in its own words which of its kinds of token it is, which saves it two of three queries.</summary>
    public Contender HintedPeerIntrospection => PeerIntrospectionWith("oidc-provider, hinted", "&token_type_hint=client_credentials");

    public Contender PeerIssuance => new(
        "oidc-provider",
        new LoadRequest(lab.Peer.Address.Of("/token"), Demonstration.PeerClient.Authorization, [ClientCredentials + "messages.read"]),
        OtherProbes.OfPeersTokens(lab.Peer.Address));

    public Contender PeerRevocation(string[] tokens) =>
        new(
            "oidc-provider",
            new LoadRequest(lab.Peer.Address.Of("/token/revocation"), Demonstration.PeerClient.Authorization, Forms(tokens)),
            OtherProbes.OfPeersTokens(lab.Peer.Address))
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
        new LoadRequest(lab.Peer.Address.Of("/token/introspection"), Api, [.. _tokens.Peers.Select(token => $"token={token}{hint}")]),
        OtherProbes.OfPeer(lab.Peer.Address, _tokens));

    private static string[] Forms(string[] tokens) => [.. tokens.Select(token => $"token={token}")];
}
