using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>A test in a real browser. A fresh one for every test; what it complained about fails the test at its end.</summary>
[Collection(BrowserCollection.Name)]
public abstract class BrowserTest(BrowserHost host) : IAsyncLifetime
{
    private Visitor? _visitor;
    private int _linesBefore;

    protected BrowserHost Host => host;

    protected RelyingParty RelyingParty => host.RelyingParty;

    protected IPage Page => (_visitor ?? throw new InvalidOperationException("The test has not started.")).Page;

    public async Task InitializeAsync()
    {
        _linesBefore = host.Host.Logs.Lines.Count;
        _visitor = await Visitor.ArriveAsync(host);
    }

    public async Task DisposeAsync()
    {
        host.Host.Logs.Lines.Skip(_linesBefore).Where(line => line.Level >= LogLevel.Error).Select(line => line.Everything).ShouldBeEmpty();
        if (_visitor is not null)
            await _visitor.LeaveAsync();
        host.Cookies.ByName.Values.ShouldAllBe(cookie => IsGuarded(cookie));
    }

    /// <summary>
    /// No script and no other site's form gets at a cookie (RFC 6265 4.1.2.6). But the one for session management must be readable by the
    /// script in the client's frame (OpenID Connect Session Management 1.0, 3.1).
    /// </summary>
    private static bool IsGuarded(string cookie) =>
        cookie.Contains("; samesite=", StringComparison.OrdinalIgnoreCase)
        && (cookie.Contains("; httponly", StringComparison.OrdinalIgnoreCase) || cookie.StartsWith("idsrv.session=", StringComparison.Ordinal));
}
