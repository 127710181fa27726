using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IdentityHost.Pages.Account;

/// <summary>
/// The sign-in page was open twice, and the other one was faster: the form of this one is refused, since it was made for nobody and
/// somebody is signed in now. They go on to where both pages led, whose own endpoint judges whether that will do.
/// </summary>
internal sealed class SignedInElsewhere(IIdentityServerInteractionService interaction) : IAsyncAlwaysRunResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var http = context.HttpContext;
        if (context.Result is IAntiforgeryValidationFailedResult && http.User.IsAuthenticated())
        {
            var returnUrl = http.Request.Query[nameof(LoginModel.ReturnUrl)].ToString();
            var target = await SignInReturn.ReadAsync(http, interaction, returnUrl, http.RequestAborted);
            if (target.Url is not null)
            {
                http.Response.Headers.Location = target.Url;
                context.Result = new Microsoft.AspNetCore.Mvc.StatusCodeResult(StatusCodes.Status303SeeOther);
            }
        }

        await next();
    }
}
