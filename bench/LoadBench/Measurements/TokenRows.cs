using IdentityHost.Bench.LoadBench.Report;
using IdentityHost.Bench.LoadBench.Tokens;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>Issuance and revocation.</summary>
internal sealed class TokenRows(Lab lab)
{
    // More than any contender can revoke in a second.
    private const int RevocationsPerSecond = 8_000;

    private readonly Contenders _contenders = new(lab, lab.Tokens);

    public async Task<IReadOnlyList<Row>> MeasureAsync(CancellationToken ct) => [.. await IssuanceAsync(ct), .. await RevocationAsync(ct)];

    private async Task<IReadOnlyList<Row>> IssuanceAsync(CancellationToken ct)
    {
        var (i, peer) = (_contenders.I, _contenders.PeerIssuance);
        var reference = _contenders.Issuance("reference token", lab.Cached, Demonstration.PlainClient, "messages.read");
        var jwt = _contenders.Issuance("JWT", lab.Cached, Demonstration.JwtClient, "identity.sessions");
        var speed = await lab.Alternation.RunAsync("Issuance", [i, reference, jwt, peer], ct);
        return
        [
            new("I: one INSERT") { Speed = speed[i], ToPeer = new("oidc-provider", speed[i].Times(speed[peer])) },
            new("client_credentials, reference token")
            {
                Speed = speed[reference],
                ToCeiling = new("I", speed[reference].Times(speed[i]), 0.6),
                ToPeer = new("oidc-provider", speed[reference].Times(speed[peer]), 2.5),
            },
            new("client_credentials, JWT") { Speed = speed[jwt], ToPeer = new("oidc-provider", speed[jwt].Times(speed[peer])) },
            new("oidc-provider: client_credentials, opaque token") { Speed = speed[peer], ToCeiling = new("I", speed[peer].Times(speed[i])) },
        ];
    }

    private async Task<IReadOnlyList<Row>> RevocationAsync(CancellationToken ct)
    {
        var seconds = BenchOptions.WarmUps * lab.Options.WarmUpSeconds + lab.Options.Rounds * BenchOptions.RunSeconds;
        var count = seconds * RevocationsPerSecond;
        Progress.Say($"Storing {count} tokens to revoke ...");
        var hosts = _contenders.Revocation("host", lab.Cached, await lab.Grants.MultiplyAsync(lab.Tokens.Clients[0], count, ct));
        var peers = _contenders.PeerRevocation(await new PeerTable(lab.Grants).MultiplyAsync(lab.Tokens.Peers[0], count, ct));
        await lab.Grants.SettleAsync(ct);
        var speed = await lab.Alternation.RunAsync("Revocation", [hosts, peers], ct);
        return
        [
            new("revocation of a reference token, known to every node before it is answered")
            {
                Speed = speed[hosts], ToPeer = new("oidc-provider", speed[hosts].Times(speed[peers])),
            },
            new("oidc-provider: revocation") { Speed = speed[peers] },
        ];
    }
}
