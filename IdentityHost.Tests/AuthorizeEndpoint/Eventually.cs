using System.Diagnostics;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.AuthorizeEndpoint;

internal static class Eventually
{
    /// <summary>Until it holds: a change of configuration is seen within a second.</summary>
    internal static async Task EventuallyAsync(this HostFixture _, Func<Task> check)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await check();
                return;
            }
            catch (ShouldAssertException) when (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5))
            {
                await Task.Delay(50);
            }
        }
    }
}
