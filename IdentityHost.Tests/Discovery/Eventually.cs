using System.Diagnostics;

namespace IdentityHost.Tests.Discovery;

/// <summary>Waits for what another part of the system brings about, and fails with what was seen last.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<T> ShouldAsync<T>(Func<Task<T>> look, Func<T, bool> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (isSo(seen))
                return seen;
            watch.Elapsed.ShouldBeLessThan(Patience, $"Still {seen}");
            await Task.Delay(50);
        }
    }
}
