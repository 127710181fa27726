using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages;

/// <summary>
/// Tells a person what went wrong, with the correlation id under which the log knows more, and nothing of the inside. It is shown for an
/// authorization request that can't be answered at its client (<c>errorId</c>), and in the place of a page that failed.
/// </summary>
#pragma warning disable S4502 // It changes nothing, and is shown for a form that failed, in the place of its answer.
[IgnoreAntiforgeryToken]
#pragma warning restore S4502
internal sealed class ErrorModel(IIdentityServerInteractionService interaction) : PageModel
{
    /// <summary>The status of what failed.</summary>
    public int Status => Response.StatusCode;

    /// <summary>Where to open the page that failed anew, with what it was opened for; null where that would not help.</summary>
    public string? WayOn { get; private set; }

    /// <summary>The protocol's error code; null if it is not about a protocol request.</summary>
    public string? Code { get; private set; }

    public string? Description { get; private set; }
    public string Reference { get; private set; } = "";

    public Task OnGetAsync(string? errorId, CancellationToken ct) => ShowAsync(errorId, ct);

    /// <summary>A form failed: the page is shown under the method of that request.</summary>
    public Task OnPostAsync(CancellationToken ct) => ShowAsync(null, ct);

    private async Task ShowAsync(string? errorId, CancellationToken ct)
    {
        Reference = HttpContext.TraceIdentifier;
        var original = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        if (original is null && !string.IsNullOrEmpty(errorId) && await interaction.GetErrorContextAsync(errorId, ct) is { } message)
        {
            ShowProtocolError(message);
            return;
        }

        if (original is null)
        {
            // Somebody opened this address by hand, or with an id that is not ours.
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        if (original is not null && HttpMethods.IsPost(Request.Method) && Response.StatusCode == StatusCodes.Status400BadRequest)
        {
            // A form that was open for too long, or whose cookie is gone: the same page, opened anew, works. It judges its own query.
            var address = original.OriginalPathBase + original.OriginalPath + QueryOf(original.OriginalQueryString);
            WayOn = Url.IsLocalUrl(address) ? address : null;
        }
    }

    /// <summary>Without the button that was pressed, which a page that is opened does not have.</summary>
    private static string QueryOf(string? query)
    {
        var kept = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query).Where(parameter => parameter.Key != "handler");
        return QueryString.Create(kept).ToUriComponent();
    }

    private void ShowProtocolError(ErrorMessage message)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        Code = message.Error;
        Description = message.ErrorDescription;
        Reference = message.RequestId ?? Reference;
    }
}
