using System.Globalization;
using IdentityHost.Bench.LoadBench.Report;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>Introspection, not cached and cached, of many tokens and of one.</summary>
internal sealed class IntrospectionRows(Lab lab)
{
    private readonly Contenders _contenders = new(lab, lab.Tokens);

    /// <summary>R and the cached introspection of clients' tokens, for what is measured at half of their load.</summary>
    public (Contender R, Contender Cached, double PerSecond, double PerSecondOfR) Cached { get; private set; }

    public async Task<IReadOnlyList<Row>> MeasureAsync(CancellationToken ct) =>
    [
        .. await NotCachedAsync(ct),
        .. await CachedAsync(ct),
        .. await OneHotTokenAsync(ct),
    ];

    private async Task<IReadOnlyList<Row>> NotCachedAsync(CancellationToken ct)
    {
        var (s, peer, hinted) = (_contenders.S, _contenders.PeerIntrospection, _contenders.HintedPeerIntrospection);
        var client = _contenders.Introspection("client's token", lab.Uncached, lab.Tokens.Clients);
        var user = _contenders.Introspection("user's token", lab.Uncached, lab.Tokens.Users);
        var passport = _contenders.Passport("Passport", lab.Uncached, lab.Tokens.Users);
        var jwt = _contenders.Introspection("JWT", lab.Uncached, lab.Tokens.Jwts);
        var speed = await lab.Alternation.RunAsync("Introspection, not cached", [s, client, user, passport, jwt, peer, hinted], ct);
        return
        [
            new($"S: one SELECT ({Many})") { Speed = speed[s], ToPeer = new("oidc-provider", speed[s].Times(speed[peer])) },
            Of("introspection, not cached, a client's token", client, 0.75, 5),
            Of("introspection, not cached, a user's token", user, 0.75, 5),
            Of("Passport introspection, not cached", passport, 0.65, null),
            Of("introspection of a JWT, not cached", jwt, null, null),
            new("oidc-provider: introspection, same request") { Speed = speed[peer], ToCeiling = new("S", speed[peer].Times(speed[s])) },
            new("oidc-provider: introspection, told which kind of token it is")
            {
                Speed = speed[hinted], ToCeiling = new("S", speed[hinted].Times(speed[s])), ToPeer = new("oidc-provider", speed[hinted].Times(speed[peer])),
            },
        ];

        Row Of(string what, Contender contender, double? ofCeiling, double? ofPeer) => new(what)
        {
            Speed = speed[contender],
            ToCeiling = new("S", speed[contender].Times(speed[s]), ofCeiling),
            ToPeer = new("oidc-provider", speed[contender].Times(speed[peer]), ofPeer),
        };
    }

    private async Task<IReadOnlyList<Row>> CachedAsync(CancellationToken ct)
    {
        var (r, peer) = (_contenders.R, _contenders.PeerIntrospection);
        var client = _contenders.Introspection("client's token", lab.Cached, lab.Tokens.Clients);
        var user = _contenders.Introspection("user's token", lab.Cached, lab.Tokens.Users);
        var passport = _contenders.Passport("Passport", lab.Cached, lab.Tokens.Users);
        var jwt = _contenders.Introspection("JWT", lab.Cached, lab.Tokens.Jwts);
        var speed = await lab.Alternation.RunAsync("Introspection, cached", [r, client, user, passport, jwt, peer], ct);
        Cached = (r, client, speed[client].PerSecond, speed[r].PerSecond);
        return
        [
            new($"R: Kestrel, a constant ({Many})") { Speed = speed[r], ToPeer = new("oidc-provider", speed[r].Times(speed[peer])) },
            Of("introspection, cached, a client's token", client, 0.5, 20),
            Of("introspection, cached, a user's token", user, 0.5, 20),
            Of("Passport introspection, cached", passport, 0.4, null),
            Of("introspection of a JWT, cached", jwt, null, null),
        ];

        Row Of(string what, Contender contender, double? ofCeiling, double? ofPeer) => new(what)
        {
            Speed = speed[contender],
            ToCeiling = new("R", speed[contender].Times(speed[r]), ofCeiling),
            ToPeer = new("oidc-provider", speed[contender].Times(speed[peer]), ofPeer),
        };
    }

    private async Task<IReadOnlyList<Row>> OneHotTokenAsync(CancellationToken ct)
    {
        var (s, r) = (Contenders.One(_contenders.S), Contenders.One(_contenders.R));
        var uncached = Contenders.One(_contenders.Introspection("not cached", lab.Uncached, lab.Tokens.Clients));
        var cached = Contenders.One(_contenders.Introspection("cached", lab.Cached, lab.Tokens.Clients));
        var speed = await lab.Alternation.RunAsync("One hot token", [s, uncached, r, cached], ct);
        return
        [
            new("one hot token of a client, not cached") { Speed = speed[uncached], ToCeiling = new("S", speed[uncached].Times(speed[s])) },
            new("one hot token of a client, cached") { Speed = speed[cached], ToCeiling = new("R", speed[cached].Times(speed[r])) },
        ];
    }

    private string Many => string.Create(CultureInfo.InvariantCulture, $"{lab.Tokens.Clients.Length:N0} different tokens in turn");
}
