using System.Text;
using IdentityHost.Coherence;
using IdentityHost.Pages.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Account;

/// <summary>
/// Signs people out: at a client's request at once if that proves to be about this very session (RP-Initiated Logout 1.0 section 2), else
/// when they say so. Afterwards it tells clients in hidden frames, and when these have loaded leads back to the client that asked.
/// </summary>
internal sealed class LogoutModel(
    IIdentityServerInteractionService interaction, IUserSession session, RevocationBarrier barrier, IEventService events) : PageModel
{
    /// <summary>The client's request, from the end session endpoint; null if the person came on their own.</summary>
    [BindProperty(SupportsGet = true)]
    public string? LogoutId { get; set; }

    /// <summary>After the sign-out: which clients hear of it in frames; null if none wants to.</summary>
    [BindProperty(SupportsGet = true)]
    public string? EndedId { get; set; }

    /// <summary>Who is signed in; null if nobody is.</summary>
    public string? DisplayName { get; private set; }

    /// <summary>Who asks for the sign-out; null if nobody can be named.</summary>
    public string? ClientName { get; private set; }

    /// <summary>The way back to that client; null if there is none.</summary>
    public string? ReturnAddress { get; private set; }

    public string? FrameUrl { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var request = await ShowAsync(ct);
        if (User.IsAuthenticated())
        {
            return await IsProvenAsync(request, ct) ? await SignOutAsync(ct) : Page();
        }

        // Nothing is taken away, so nobody waits: any page of the web can have browsers ask for this one.
        var ended = string.IsNullOrEmpty(EndedId) ? null : await interaction.GetLogoutContextAsync(EndedId, ct);
        FrameUrl = ended?.SignOutIFrameUrl;
        if (FrameUrl is not null)
        {
            PageSecurityHeaders.AllowOwnFrame(HttpContext);
            // Due when the page has loaded, and with it the frames in its frame (HTML Standard, "shared declarative refresh steps"). No script is needed, and
            // a client that does not answer holds nobody up who presses the button.
            if (ReturnAddress is not null)
                Response.Headers["Refresh"] = "0;url=" + ReturnAddress;
            return Page();
        }

        return ReturnAddress is null ? Page() : this.SeeOther(ReturnAddress);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await ShowAsync(ct);
        // An earlier try may have signed out and died before it could wait.
        if (!User.IsAuthenticated())
            await barrier.AccessRevokedAsync();
        return await SignOutAsync(ct);
    }

    private async Task<LogoutRequest?> ShowAsync(CancellationToken ct)
    {
        DisplayName = User.IsAuthenticated() ? User.GetDisplayName() : null;
        var request = string.IsNullOrEmpty(LogoutId) ? null : await interaction.GetLogoutContextAsync(LogoutId, ct);
        ClientName = request?.ClientName ?? request?.ClientId;
        ReturnAddress = request?.PostLogoutRedirectUri is { } address ? InHeader(address) : null;
        if (ReturnAddress is not null)
        {
            PageSecurityHeaders.AllowFormToReach(HttpContext, ReturnAddress);
        }

        return request;
    }

    private static string InHeader(string address) => Ascii.IsValid(address) ? address : new Uri(address).AbsoluteUri;

    /// <summary>The engine's word, and the host's own look: a link that was made in one session ends no other.</summary>
    private async Task<bool> IsProvenAsync(LogoutRequest? request, CancellationToken ct) =>
        request is { ShowSignoutPrompt: false }
        && request.SubjectId == User.GetSubjectId()
        && (request.SessionId is null || request.SessionId == await session.GetSessionIdAsync(ct));

    private async Task<IActionResult> SignOutAsync(CancellationToken ct)
    {
        string? ended = null;
        if (User.IsAuthenticated())
        {
            ended = await interaction.CreateLogoutContextAsync(ct);
            await HttpContext.SignOutAsync();
            await events.RaiseAsync(new UserLogoutSuccessEvent(User.GetSubjectId(), User.GetDisplayName()), ct);
        }

        return this.SeeOther(Url.Page("/Account/Logout", new { LogoutId, EndedId = ended })!);
    }
}
