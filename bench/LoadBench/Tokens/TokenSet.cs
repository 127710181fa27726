using IdentityHost.Bench.LoadBench.Servers;

namespace IdentityHost.Bench.LoadBench.Tokens;

/// <summary>The tokens that are asked about, of both servers.</summary>
internal sealed record TokenSet
{
    /// <summary>A client's own, of client credentials.</summary>
    public required string[] Clients { get; init; }

    /// <summary>Alice's, of codes.</summary>
    public required string[] Users { get; init; }

    /// <summary>Alice's, as JWTs.</summary>
    public required string[] Jwts { get; init; }

    /// <summary>With which a resource server introspects at Passport's endpoint.</summary>
    public required string Introspecting { get; init; }

    /// <summary>Revoked before anything is measured.</summary>
    public required string Revoked { get; init; }

    /// <summary>oidc-provider's.</summary>
    public required string[] Peers { get; init; }

    public static async Task<TokenSet> IssueAsync(TokenClient client, ServerAddress host, ServerAddress? peer, BenchOptions options, CancellationToken ct)
    {
        var (count, users) = (options.Tokens, options.UserTokens);
        Progress.Say($"Issuing tokens: {count} of clients, {users} of users ...");
        var endpoint = host.Of("/connect/token");
        var plain = Demonstration.PlainClient;
        var revoked = await client.ClientTokenAsync(endpoint, plain, "messages.read", ct);
        var (status, _) = await client.PostAsync(host.Of("/connect/revocation"), plain.Authorization, $"token={revoked}", ct);
        return new TokenSet
        {
            Clients = await client.ClientTokensAsync(endpoint, plain, "messages.read", count, ct),
            Users = await client.UserTokensAsync(host, Demonstration.WebApp, users, ct),
            // Of JWTs a tenth: each is signed.
            Jwts = await client.UserTokensAsync(host, Demonstration.JwtApp, users / 10, ct),
            Introspecting = await client.ClientTokenAsync(endpoint, Demonstration.ResourceServer, "introspect", ct),
            Revoked = status == 200 ? revoked : throw new BenchFailedException("a token could not be revoked"),
            Peers = peer is null ? [] : await client.ClientTokensAsync(peer.Of("/token"), Demonstration.PeerClient, "messages.read", count, ct),
        };
    }
}
