using System.Security.Claims;
using IdentityHost.Memory;
using IdentityHost.Settings;

namespace IdentityHost.Tests.Memory;

/// <summary>Tokens as an introspection would have remembered them.</summary>
internal static class Remembered
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TokenKey Key(string handle) => GrantKey.Hash(handle, PersistedGrantTypes.ReferenceToken);

    public static RememberedToken Token(
        string handle, string? user = null, string? session = null, string? jwtId = null, IEnumerable<Claim>? claims = null) => new()
    {
        Key = Key(handle),
        Subject = user,
        SessionId = session,
        JwtId = jwtId,
        IsJwt = jwtId is not null,
        ValidFrom = Start,
        ValidUntil = Start.AddHours(1),
        Claims = RememberedClaims.Of(claims ?? [new Claim("sub", user ?? "nobody")]),
    };

    public static RememberedTokens Memory(long maxBytes = TokenCacheSettings.DefaultMaxBytes) => new(maxBytes, metrics: null);

    public static void Add(this RememberedTokens memory, params RememberedToken[] tokens)
    {
        foreach (var token in tokens)
            memory.TryAdd(token, memory.Invalidations).ShouldBeTrue();
    }

    public static bool Has(this RememberedTokens memory, string handle) => memory.Find(Key(handle)) is not null;
}
