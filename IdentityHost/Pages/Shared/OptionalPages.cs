using IdentityHost.Settings;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace IdentityHost.Pages.Shared;

/// <summary>Pages of what is not switched on have no address: there is nothing to open, and no page links to them.</summary>
internal sealed class OptionalPages(IOptions<IdentityHostSettings> host) : IConfigureOptions<RazorPagesOptions>
{
    public void Configure(RazorPagesOptions options)
    {
        if (!host.Value.Email.IsEnabled)
            Remove(options, "/Account/ForgotPassword", "/Account/ResetPassword");
        if (!host.Value.SignUp.Enabled)
            Remove(options, "/Account/Register", "/Account/ConfirmEmail");
    }

    private static void Remove(RazorPagesOptions options, params IEnumerable<string> pages)
    {
        foreach (var page in pages)
            options.Conventions.AddPageRouteModelConvention(page, model => model.Selectors.Clear());
    }
}
