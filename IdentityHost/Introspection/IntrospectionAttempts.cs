using IdentityHost.Engine;
using IdentityHost.RequestState;

namespace IdentityHost.Introspection;

/// <summary>Lets introspections, and nothing else, use the memory of tokens; one whose lease lapsed under it is run once more without.</summary>
internal sealed class IntrospectionAttempts(RequestDelegate next)
{
    private static readonly PathString Standard = EnginePaths.Introspection;
    private static readonly PathString Passport = EnginePaths.PassportIntrospection;

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        return path == Standard || path == Passport ? AttemptAsync(context) : next(context);
    }

    private async Task AttemptAsync(HttpContext context)
    {
        var request = context.RequestServices.GetRequiredService<IntrospectionRequest>();
        request.Begin(context.Request);
        await next(context);
        if (request.IsWithheld)
            await next(context);
    }
}
