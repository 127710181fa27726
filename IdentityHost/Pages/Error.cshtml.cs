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
    public string Heading { get; private set; } = "";
    public string Advice { get; private set; } = "";

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

        ShowStatus(Response.StatusCode);
    }

    private void ShowProtocolError(ErrorMessage message)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        Heading = "This sign-in request can’t be answered";
        Advice = "The application that sent you here made a request that this server does not accept. "
            + "Trying again won’t help; please tell the people who run the application.";
        Code = message.Error;
        Description = message.ErrorDescription;
        Reference = message.RequestId ?? Reference;
    }

    private void ShowStatus(int status) => (Heading, Advice) = status switch
    {
        StatusCodes.Status400BadRequest => (
            "This page is no longer valid",
            "It may have been open for too long, in another window, or the link that led here was changed. Please start again in the application that you came from."),
        StatusCodes.Status404NotFound => ("There is no such page", "Please start again in the application that you came from."),
        StatusCodes.Status413PayloadTooLarge => ("That was too much", "What was sent is larger than this server accepts."),
        StatusCodes.Status503ServiceUnavailable => (
            "Sign-in is not available right now", "This is temporary. Please try again in a moment."),
        >= 500 => ("Something went wrong here", "It is not your fault. Please try again in a moment."),
        _ => ("This request can’t be answered", "Please start again in the application that you came from."),
    };
}
