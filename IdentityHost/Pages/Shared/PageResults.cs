using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Shared;

internal static class PageResults
{
    /// <summary>
    /// A redirect after a form: 303, so that no browser sends the form, and the password in it, once more (RFC 9700 4.12).
    /// </summary>
    internal static IActionResult SeeOther(this PageModel page, string localUrl)
    {
        page.Response.Headers.Location = localUrl;
        return page.StatusCode(StatusCodes.Status303SeeOther);
    }
}
