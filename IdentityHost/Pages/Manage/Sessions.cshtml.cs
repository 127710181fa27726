using IdentityHost.Pages.Shared;
using IdentityHost.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Manage;

/// <summary>Where the person is signed in; ends one of these sessions, or all but this one.</summary>
internal sealed class SessionsModel(UserSessions sessions, IUserSession current, IClientStore clients) : PageModel
{
    public IReadOnlyList<SessionOnPage> Sessions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var ownId = await current.GetSessionIdAsync(ct);
        var shown = new List<SessionOnPage>();
        foreach (var session in await sessions.FindAsync(User.GetSubjectId(), ct))
        {
            var (browser, system) = DeviceOfSession.Of(session.AuthenticationTicket?.Properties);
            shown.Add(new SessionOnPage(
                session.SessionId, session.SessionId == ownId, browser, system, session.Created, await NamesAsync(session.ClientIds, ct)));
        }

        Sessions = [.. shown.OrderByDescending(session => session.IsThis)];
    }

    public async Task<IActionResult> OnPostEndAsync(string? sessionId, CancellationToken ct)
    {
        // This one ends by signing out.
        if (!string.IsNullOrWhiteSpace(sessionId) && sessionId != await current.GetSessionIdAsync(ct))
            await sessions.EndAsync(User.GetSubjectId(), sessionId, ct);
        return this.SeeOther(Url.Page("/Manage/Sessions")!);
    }

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken ct)
    {
        await sessions.EndOthersAsync(User.GetSubjectId(), await current.GetSessionIdAsync(ct), ct);
        return this.SeeOther(Url.Page("/Manage/Sessions")!);
    }

    private async Task<IReadOnlyList<string>> NamesAsync(IReadOnlyCollection<string> clientIds, CancellationToken ct)
    {
        var names = new List<string>();
        foreach (var clientId in clientIds)
        {
            // A client that was removed meanwhile has only its identifier left.
            names.Add((await clients.FindClientByIdAsync(clientId, ct))?.ClientName ?? clientId);
        }

        return names;
    }
}
