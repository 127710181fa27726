namespace IdentityHost.Passport;

/// <summary>
/// Introspection as Laravel Passport's packages speak it: the caller presents a client credentials token of its own, and may ask about
/// every access token of this server.
/// </summary>
internal sealed class PassportIntrospectionEndpoint(
    PassportCallerValidator callers, ITokenValidator tokens, IIntrospectionResponseGenerator generator) : IEndpointHandler
{
    /// <summary>The endpoint's name in the engine.</summary>
    public const string Name = "PassportIntrospection";

    /// <summary>Where the engine finds it; <see cref="PassportRoutes"/> leads the configured route here.</summary>
    public const string InternalPath = "/passport/introspect";

    public async Task<IEndpointResult> ProcessAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            return new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }

        var caller = await callers.ValidateAsync(context.Request, context.RequestAborted);
        if (caller.Refusal is { } refusal)
            return new IntrospectionRefusedResult(refusal, IntrospectionRoute.Passport, caller.Client?.ClientId);

        var token = await PassportTokenReader.ReadAsync(context.Request, context.RequestAborted);
        var validation = token is null ? null : await tokens.ValidateAccessTokenAsync(token, null, context.RequestAborted);
        var active = validation is { IsError: false };
        var entries = await generator.ProcessAsync(
            new PassportIntrospectionRequestValidationResult
            {
                Client = caller.Client,
                Token = token,
                IsActive = active,
                Claims = active ? validation!.Claims : null,
                TokenValidation = active ? validation : null,
                Parameters = [],
            },
            context.RequestAborted);
        return new IntrospectionResult(entries);
    }
}
