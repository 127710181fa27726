using IdentityHost.Pages.Account;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IdentityHost.Pages;

/// <summary>
/// Leads a person whose sign-in ended meanwhile back to the authorization request, which asks them to sign in and then shows the page
/// again. Before the antiforgery check, for which a form of somebody who is no longer signed in is a forged one.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ConsentNeedsSignInAttribute : Attribute, IAsyncAuthorizationFilter
{
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (http.User.IsAuthenticated())
        {
            return;
        }

        var interaction = http.RequestServices.GetRequiredService<IIdentityServerInteractionService>();
        var target = await SignInReturn.ReadAsync(http, interaction, http.Request.Query["ReturnUrl"], http.RequestAborted);
        if (target.Url is null)
        {
            context.Result = new Microsoft.AspNetCore.Mvc.StatusCodeResult(StatusCodes.Status400BadRequest);
            return;
        }

        http.Response.Headers.Location = target.Url;
        context.Result = new Microsoft.AspNetCore.Mvc.StatusCodeResult(StatusCodes.Status303SeeOther);
    }
}
