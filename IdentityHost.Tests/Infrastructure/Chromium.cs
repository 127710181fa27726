using Microsoft.Playwright;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>
/// The one Chromium of a test run: Debian's, which deploy/chromium finds or installs. Playwright brings only its driver, and downloads nothing.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<Chromium> StartAsync()
    {
        var found = await Script.RunAsync("deploy/chromium", []);
        if (found.ExitCode != 0)
            throw new InvalidOperationException($"There is no browser to test the pages in. {found.Errors}");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = found.Output.Trim(),
            // Chromium's sandbox does not run as root.
            ChromiumSandbox = !Environment.IsPrivilegedProcess,
            // No name but localhost has an address, so that nothing can be asked of another machine.
            Args = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1", "--disable-gpu"],
        });
        return new Chromium(playwright, browser);
    }

    /// <summary>A browser without a past: no cookie, no history, no cache. The caller disposes it.</summary>
    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) => _browser.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
