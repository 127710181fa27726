using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>
/// What every page has to stand, in the state in which a person sees it: an accessibility check in both colour schemes, and a screen of
/// 360 pixels. With the environment variable it also writes pictures, which deploy/screenshots asks for.
/// </summary>
internal static class PageInspection
{
    /// <summary>A folder for pictures: of each page light, dark and narrow.</summary>
    public const string EnvironmentVariable = "IDENTITYHOST_SCREENSHOTS";

    private const string ViolationsScript =
        """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .map(rule => `${rule.id}: ${rule.help}: ${rule.nodes.map(node => node.html).join(' ')}`)
        """;

    private static readonly string AxeScript = new BundledAxeScriptProvider().GetScript();
    private static readonly string? Pictures = Environment.GetEnvironmentVariable(EnvironmentVariable);
    private static readonly ConcurrentDictionary<string, bool> Inspected = new();
    private static readonly (int Width, int Height) Desktop = (1000, 760);
    private static readonly (int Width, int Height) Phone = (360, 740);

    /// <param name="name">Of the page and its state, for messages and pictures. A second time in a run there is nothing new to see.</param>
    public static async Task InspectAsync(IPage page, string name)
    {
        if (!Inspected.TryAdd(name, true))
            return;
        await page.SetViewportSizeAsync(Desktop.Width, Desktop.Height);
        await page.EvaluateAsync(AxeScript);
        foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await TakeAsync(page, $"{name}-{scheme}");
            (await page.EvaluateAsync<string[]>(ViolationsScript)).ShouldBeEmpty($"{name}, {scheme}");
        }

        await page.SetViewportSizeAsync(Phone.Width, Phone.Height);
        await TakeAsync(page, $"{name}-360");
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        width.ShouldBeLessThanOrEqualTo(Phone.Width, $"{name} scrolls sideways");
        await page.SetViewportSizeAsync(Desktop.Width, Desktop.Height);
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        if (!string.IsNullOrEmpty(Pictures))
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name.ToLowerInvariant()}.png"), FullPage = true });
    }
}
