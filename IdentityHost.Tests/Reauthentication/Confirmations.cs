using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Reauthentication;

/// <summary>What a person does who is asked once more whether it is they.</summary>
internal static class Confirmations
{
    internal const string Page = "/Manage/Confirm";
    internal const string PasswordForm = "form:has(#password)";

    /// <summary>Whether the page that asks is shown.</summary>
    internal static bool IsAsked(this Browser browser) => browser.Location.AbsolutePath == Page;

    /// <summary>Opens a page of the signed-in person's, and shows the password if it asks.</summary>
    internal static async Task GoConfirmedAsync(this Browser browser, string address, string password = Demo.Password)
    {
        await browser.GoAsync(address);
        if (browser.IsAsked())
            await browser.ConfirmAsync(password);
    }

    /// <summary>Shows a password on the page that asks.</summary>
    internal static Task ConfirmAsync(this Browser browser, string password) =>
        browser.SubmitAsync(browser.Form(PasswordForm), new() { ["Password"] = password });
}
