namespace IdentityHost.Tests.Infrastructure;

/// <summary>Waits for what another connection or process brings about.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> condition, int seconds = 10)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
        while (!await condition())
        {
            if (TimeProvider.System.GetUtcNow() > deadline)
                throw new TimeoutException($"It did not come true within {seconds} s.");
            await Task.Delay(50);
        }
    }
}
