using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace IdentityHost.Sessions;

/// <summary>
/// By what people recognise a session of theirs: the browser and the system in which they signed in. Kept in the protected ticket, read from
/// what the browser says of itself; nothing is decided by it.
/// </summary>
internal sealed class DeviceOfSession : IPostConfigureOptions<CookieAuthenticationOptions>
{
    private const string Prefix = "device.";
    private const string BrowserItem = Prefix + "browser";
    private const string SystemItem = Prefix + "system";

    // In this order: every browser names those that it wants to be taken for as well.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"),
        ("Linux", "Linux")];

    public void PostConfigure(string? name, CookieAuthenticationOptions options)
    {
        var next = options.Events.OnSigningIn;
        options.Events.OnSigningIn = context =>
        {
            // What says so already is not a sign-in, but a change of the session.
            if (!context.Properties.Items.ContainsKey(BrowserItem))
            {
                var (browser, system) = Of(context.Request);
                context.Properties.SetString(BrowserItem, browser ?? "");
                context.Properties.SetString(SystemItem, system ?? "");
            }

            return next(context);
        };
    }

    /// <summary>The browser and the system; null what is not known.</summary>
    public static (string? Browser, string? System) Of(AuthenticationProperties? properties) =>
        (Known(properties?.GetString(BrowserItem)), Known(properties?.GetString(SystemItem)));

    /// <summary>What a request says of itself, of names that are known here.</summary>
    public static (string? Browser, string? System) Of(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        return (Find(Browsers, agent), Find(Systems, agent));
    }

    internal static bool IsOfDevice(string item) => item.StartsWith(Prefix, StringComparison.Ordinal);

    private static string? Known(string? name) => string.IsNullOrEmpty(name) ? null : name;

    private static string? Find((string Mark, string Name)[] candidates, string agent) =>
        Array.Find(candidates, candidate => agent.Contains(candidate.Mark, StringComparison.Ordinal)).Name;
}
