using IdentityEngine.Endpoints.Results;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Hosting;

/// <summary>Runs the endpoint that the path names; any other request goes on.</summary>
internal sealed class IdentityServerMiddleware(RequestDelegate next, EndpointRouter router, ILogger<IdentityServerMiddleware> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        var route = router.Find(context);
        return route is null ? next(context) : RunAsync(route, context);
    }

    private async Task RunAsync(EndpointRoute route, HttpContext context)
    {
        try
        {
            if (context.Request.Headers.Cookie.Count > 0)
            {
                await context.RequestServices.GetRequiredService<IUserSession>().EnsureSessionIdCookieAsync(context.RequestAborted);
            }

            var handler = (IEndpointHandler)context.RequestServices.GetRequiredService(route.HandlerType);
            var result = await handler.ProcessAsync(context);
            if (result is not null)
            {
                await result.ExecuteAsync(context);
            }
        }
        catch (UnreadableFormException) when (!context.Response.HasStarted)
        {
            Log.FormUnreadable(logger, route.Name);
            await new BadRequestResult(OAuthErrors.InvalidRequest, "The body is no form that can be read.").ExecuteAsync(context);
        }
        catch (Exception exception)
        {
            // Whoever handles it decides how grave it is: a refused caller and a stopped database both pass here.
            Log.Unhandled(logger, route.Name, exception.GetType().Name);
            throw;
        }
    }
}
