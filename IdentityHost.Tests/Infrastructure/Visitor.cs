using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>
/// A person at a browser of their own. Whatever the browser complains about on a page of the host is a problem: a script error, a violated
/// policy, a console error, a request to another machine.
/// </summary>
public sealed class Visitor
{
    private readonly BrowserHost _host;
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _problems = new();

    private Visitor(BrowserHost host, IBrowserContext context, IPage page)
    {
        _host = host;
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    public static async Task<Visitor> ArriveAsync(BrowserHost host, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL = host.Address.ToString();
        options.Locale ??= "en-GB";
        // A colour that is still changing is no colour to judge.
        options.ReducedMotion = ReducedMotion.Reduce;
        var context = await host.Chromium.NewContextAsync(options);
        context.SetDefaultTimeout(15_000);
        // A violation is an event before it is a line of the console, and some are only that.
        await context.AddInitScriptAsync(
            "document.addEventListener('securitypolicyviolation', e => console.error(`policy violated: ${e.violatedDirective} ${e.blockedURI}`))");
        var visitor = new Visitor(host, context, await context.NewPageAsync());
        context.Console += (_, message) => visitor.Hear(message);
        context.WebError += (_, error) => visitor._problems.Enqueue($"script error: {error.Error}");
        context.Request += (_, request) => visitor.Watch(request);
        context.Response += (_, response) => visitor.Watch(response);
        return visitor;
    }

    /// <summary>Closes the browser; fails if there was a problem.</summary>
    public async Task LeaveAsync()
    {
        await _context.DisposeAsync();
        _problems.ShouldBeEmpty();
    }

    private void Hear(IConsoleMessage message)
    {
        // That a page's own answer is 400 or 404 is told too; the tests say which are.
        var ofTheHost = message.Location.StartsWith(_host.Address.ToString(), StringComparison.Ordinal) || message.Location.Length == 0;
        var status = message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal);
        if (ofTheHost && !status && message.Type is "error" or "warning")
            _problems.Enqueue($"console {message.Type}: {message.Text} ({message.Location})");
    }

    private void Watch(IRequest request)
    {
        var target = new Uri(request.Url);
        if (!target.IsLoopback && target.Scheme is "http" or "https")
            _problems.Enqueue($"request to another machine: {request.Url}");
    }

    private void Watch(IResponse response)
    {
        if (response.Status >= 500 || (response.Status >= 400 && !response.Request.IsNavigationRequest))
            _problems.Enqueue($"{response.Status} from {response.Url}");
    }
}
