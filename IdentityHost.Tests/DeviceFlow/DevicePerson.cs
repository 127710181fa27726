using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.DeviceFlow;

/// <summary>The person who enters a device's code, on the real page.</summary>
internal sealed class DevicePerson(HostFixture host, string user = Demo.User, string password = Demo.Password) : IDisposable
{
    internal Browser Browser { get; } = new(host.Host.BaseAddress);

    internal string Text => Browser.Page!.QuerySelector("main")!.TextContent;

    /// <summary>Opens the page, signing in if need be.</summary>
    internal async Task OpenAsync(string address = "/Device")
    {
        await Browser.GoAsync(address);
        if (Browser.Page!.QuerySelector("input[type=password]") is not null)
            await Browser.SignInAsync(user, password);
    }

    internal Task EnterAsync(string code) => Browser.SubmitAsync(Browser.Form(), new() { ["UserCode"] = code });

    /// <summary>Opens the page and enters the code.</summary>
    internal async Task OpenAndEnterAsync(string code)
    {
        await OpenAsync();
        await EnterAsync(code);
    }

    /// <summary>Sends the form by its first button, with all scopes that are ticked.</summary>
    internal Task AllowAsync() => SendAsync("Allow", keep: _ => true);

    internal Task AllowAsync(params string[] scopes) => SendAsync("Allow", scopes.Contains);

    /// <summary>From the code to the answer.</summary>
    internal async Task AllowAsync(TestDevice.Codes codes)
    {
        await OpenAndEnterAsync(codes.UserCode);
        await AllowAsync();
        Text.ShouldContain("Done.");
    }

    internal Task DenyAsync() => SendAsync("Deny", keep: _ => false);

    public void Dispose() => Browser.Dispose();

    private Task SendAsync(string handler, Func<string, bool> keep)
    {
        var form = Browser.Form();
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input").Where(input => input.Type == "hidden" || (input.IsChecked && !input.IsDisabled && keep(input.Value)))
            .Select(input => KeyValuePair.Create(input.Name!, input.Value)).ToList();
        return Browser.PostAsync($"/Device?handler={handler}", fields);
    }
}
