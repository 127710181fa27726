using IdentityHost.Engine;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.Passport;

/// <summary>
/// Leads Passport's routes, whatever their prefixes are, to the engine's endpoints: <c>/oauth/token</c>, <c>/oauth/authorize</c> and
/// <c>/oauth/introspect</c>.
/// </summary>
internal sealed class PassportRoutes
{
    private readonly RequestDelegate _next;
    private readonly PathString _token;
    private readonly PathString _authorize;
    private readonly PathString _introspect;

    public PassportRoutes(RequestDelegate next, IOptions<IdentityHostSettings> options)
    {
        _next = next;
        var paths = new PassportPaths(options.Value.Passport);
        (_token, _authorize, _introspect) = (paths.Token, paths.Authorize, paths.Introspect);
    }

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (path == _token)
        {
            context.Request.Path = EnginePaths.Token;
            PassportTokenBody.Expect(context);
        }
        else if (path == _authorize)
            context.Request.Path = EnginePaths.Authorize;
        else if (path == _introspect)
            context.Request.Path = EnginePaths.PassportIntrospection;
        else if (path.StartsWithSegments("/passport", StringComparison.OrdinalIgnoreCase))
        {
            // The internal path is nobody's address.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return _next(context);
    }
}
