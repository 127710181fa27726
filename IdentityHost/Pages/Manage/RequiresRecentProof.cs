using IdentityHost.Users.Accounts;
using IdentityHost.Users.Reauthentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IdentityHost.Pages.Manage;

/// <summary>
/// A page on which credentials are changed. Whoever has not just proved who they are is asked to (<see cref="ConfirmModel"/>), and comes back.
/// </summary>
internal sealed class RequiresRecentProof(SignedInUser signedIn, RecentProof proof) : IAsyncPageFilter
{
    /// <summary>The handler that the pages' script calls, which shows no other page.</summary>
    private const string ForScript = "Options";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var http = context.HttpContext;
        if (await signedIn.FindAsync(http.User) is not { } user)
            context.Result = new ChallengeResult();
        else if (await proof.IsGivenAsync(http, user, http.RequestAborted))
            await next();
        else if (context.HandlerMethod?.Name == ForScript)
            context.Result = new Microsoft.AspNetCore.Mvc.StatusCodeResult(StatusCodes.Status403Forbidden);
        else
            context.Result = ConfirmModel.AskBefore(context);
    }
}
