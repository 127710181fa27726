using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace IdentityHost.Bench.LoadBench.Tokens;

/// <summary>The peer's table, seen from beside it.</summary>
internal sealed class PeerTable(GrantTable database)
{
    /// <summary>More tokens like that one: other names for what is stored.</summary>
    public async Task<string[]> MultiplyAsync(string token, int count, CancellationToken ct)
    {
        // A token is 43 characters; what tells it from others here are the last of them.
        var start = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        await database.ExecuteAsync(
            $"""
            INSERT INTO oidc_provider.payloads (id, model, payload, expires_at)
            SELECT '{start}' || lpad(number::text, 11, '0'), model, jsonb_set(payload, ARRAY['jti'], to_jsonb('{start}' || lpad(number::text, 11, '0'))), expires_at
            FROM oidc_provider.payloads, generate_series(0, {count - 1}) AS number WHERE id = '{token}'
            """,
            ct);
        await database.ExecuteAsync("VACUUM ANALYZE oidc_provider.payloads", ct);
        return [.. Enumerable.Range(0, count).Select(number => start + number.ToString("D11", CultureInfo.InvariantCulture))];
    }
}
