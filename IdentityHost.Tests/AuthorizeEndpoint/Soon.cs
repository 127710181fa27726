using System.Diagnostics;

namespace IdentityHost.Tests.AuthorizeEndpoint;

internal static class Soon
{
    /// <summary>Tries until it holds, for what another party does meanwhile; then its failure is the test's.</summary>
    internal static async Task HoldsAsync(Func<Task> check)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await check();
                return;
            }
            catch (Exception e) when ((e is ShouldAssertException or KeyNotFoundException) && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20))
            {
                await Task.Delay(50);
            }
        }
    }
}
