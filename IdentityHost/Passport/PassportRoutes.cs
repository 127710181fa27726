using IdentityHost.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityHost.Passport;

/// <summary>
/// Leads Passport's routes, whatever their prefix is, to the engine's endpoints: <c>/oauth/token</c>, <c>/oauth/authorize</c> and
/// <c>/oauth/introspect</c>.
/// </summary>
internal sealed class PassportRoutes(RequestDelegate next, IOptions<IdentityHostOptions> options)
{
    private readonly PathString _token = $"/{options.Value.Passport.Prefix}/token";
    private readonly PathString _authorize = $"/{options.Value.Passport.Prefix}/authorize";
    private readonly PathString _introspect = $"/{options.Value.Passport.Prefix}/introspect";

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (path == _token)
            context.Request.Path = EnginePaths.Token;
        else if (path == _authorize)
            context.Request.Path = EnginePaths.Authorize;
        else if (path == _introspect)
            context.Request.Path = PassportIntrospectionEndpoint.InternalPath;
        else if (path.StartsWithSegments("/passport", StringComparison.OrdinalIgnoreCase))
        {
            // The internal path is nobody's address.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(context);
    }
}
