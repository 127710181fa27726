using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using IdentityHost.Extensibility;
using IdentityHost.Memory;

namespace IdentityHost.Tests.Memory;

/// <summary>Alone, so that nobody else's garbage is counted.</summary>
[Collection(nameof(ByteEstimateTests))]
[CollectionDefinition(nameof(ByteEstimateTests), DisableParallelization = true)]
public sealed class ByteEstimateTests
{
    [Theory]
    [InlineData(20_000, true)]
    [InlineData(20_000, false)]
    public void It_is_no_less_than_what_the_collector_counts_and_not_much_more(int count, bool ofUsers)
    {
        // What is made once is made.
        Fill(Remembered.Memory(1 << 30), 1, ofUsers);
        var memory = Remembered.Memory(1 << 30);
        var before = Taken();
        Fill(memory, count, ofUsers);
        var taken = Taken() - before;

        memory.Count.ShouldBe(count);
        ((double)memory.Bytes / taken).ShouldBeInRange(1, 1.6, $"{memory.Bytes / count} bytes estimated, {taken / count} taken.");
        GC.KeepAlive(memory);
    }

    private static void Fill(RememberedTokens memory, int count, bool ofUsers)
    {
        for (var i = 0; i < count; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            var handle = RandomNumberGenerator.GetHexString(64);
            List<Claim> claims =
            [
                new("iss", Copy("https://identity.example.com")), new("nbf", "1767225600" + number, ClaimValueTypes.Integer64),
                new("iat", "1767225600" + number, ClaimValueTypes.Integer64), new("exp", "1767229200" + number, ClaimValueTypes.Integer64),
                new("aud", Copy("messages-api")), new("client_id", Copy("3")), new("jti", RandomNumberGenerator.GetHexString(80)),
                new("scope", Copy("user.read")), new("scope", Copy("messages.read")),
            ];
            if (ofUsers)
                claims.AddRange([new("sub", "user" + number), new("sid", RandomNumberGenerator.GetHexString(32)), new("amr", "pwd"), new("idp", "local")]);
            var token = Remembered.Token(
                handle, claims.Find(c => c.Type == "sub")?.Value, claims.Find(c => c.Type == "sid")?.Value, jwtId: null, claims);
            memory.Add(token);
            foreach (var caller in new[] { IntrospectionRoute.Standard, IntrospectionRoute.Passport })
                memory.TryAddAnswer(token, new CallerKey(caller, IsApi: true, "messages-api"), new ReadyAnswer(new byte[350], isActive: true), () => true);
            _ = token.Claims.Summary;
        }
    }

#pragma warning disable S1215 // What the collector counts is what the test is about.
    private static long Taken() => GC.GetTotalMemory(forceFullCollection: true);
#pragma warning restore S1215

    private static string Copy(string text) => new(text.AsSpan());
}
