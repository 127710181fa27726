using System.Collections.Concurrent;
using System.Security.Cryptography;
using IdentityHost.Settings;

namespace IdentityHost.Tests.Memory;

/// <summary>Readers that fill, and announcements, at once: what was announced is never found again unless it was read again.</summary>
public sealed class RememberedTokensRaceTests
{
    [Theory]
    [InlineData(TokenCacheSettings.DefaultMaxBytes)]
    [InlineData(1 << 20)]
    public async Task Nothing_is_found_after_it_was_forgotten(long maxBytes)
    {
        const int Tokens = 64;
        const int EnoughFound = 1000;
        const int EnoughAcknowledged = 2000;
        var memory = Remembered.Memory(maxBytes);
        // The "database": a token that was revoked stays so.
        var revoked = new ConcurrentDictionary<string, bool>();
        // What a request that begins now must not find active.
        var acknowledged = new ConcurrentDictionary<string, bool>();
        var wrong = 0;
        var found = 0;
        // As long as it takes to have seen enough, which on a busy machine is longer.
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(1));

        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                var handle = $"t{RandomNumberGenerator.GetInt32(Tokens)}-{RandomNumberGenerator.GetInt32(200)}";
                var isOver = acknowledged.ContainsKey(handle);
                if (memory.Find(Remembered.Key(handle)) is not null)
                {
                    Interlocked.Increment(ref found);
                    if (isOver)
                        Interlocked.Increment(ref wrong);
                    continue;
                }

                var before = memory.Invalidations;
                if (!revoked.ContainsKey(handle))
                    memory.TryAdd(Remembered.Token(handle, $"user{RandomNumberGenerator.GetInt32(1000)}", handle), before);
            }
        })).ToArray();
        var revoker = Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                var handle = $"t{RandomNumberGenerator.GetInt32(Tokens)}-{RandomNumberGenerator.GetInt32(200)}";
                revoked[handle] = true;
                memory.Forget($"session {handle}");
                acknowledged[handle] = true;
                if (acknowledged.Count >= EnoughAcknowledged && Volatile.Read(ref found) >= EnoughFound)
                    end.Cancel();
                Thread.SpinWait(2000);
            }
        });
        await Task.WhenAll([.. readers, revoker]);

        wrong.ShouldBe(0);
        found.ShouldBeGreaterThanOrEqualTo(EnoughFound);
        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(EnoughAcknowledged);
    }
}
