using System.Collections.Specialized;
using IdentityHost.Extensibility;
using IdentityHost.Http;
using IdentityHost.Introspection;
using IdentityHost.Outcomes;
using IdentityHost.RequestState;
using Shared;

namespace IdentityHost.Passport;

/// <summary>
/// Introspection as Laravel Passport's packages speak it: the caller presents a client credentials token of its own, and may ask about
/// every access token of this server.
/// </summary>
internal sealed class PassportIntrospectionEndpoint(
    PassportCallerValidator callers,
    PassportReadAhead readAhead,
    IntrospectionRequest request,
    ITokenValidator tokens,
    IIntrospectionResponseGenerator generator) : IEndpointHandler
{
    private static readonly NameValueCollection NoParameters = new ReadOnlyParameters();

    /// <summary>The endpoint's name in the engine.</summary>
    public const string Name = "PassportIntrospection";

    public async Task<IEndpointResult?> ProcessAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (BearerToken.Read(context.Request) is not { } callersToken)
            return new IntrospectionRefusedResult(IntrospectionRefusal.NoToken, IntrospectionRoute.Passport, clientId: null);
        var token = await ReadTokenAsync(context.Request, ct);
        await readAhead.ReadAsync(callersToken, token, ct);

        var caller = await callers.ValidateAsync(callersToken, ct);
        if (caller.Refusal is { } refusal)
            return new IntrospectionRefusedResult(refusal, IntrospectionRoute.Passport, caller.Client?.ClientId);

        var validation = token is null ? null : await tokens.ValidateAccessTokenAsync(token, null, ct);
        var active = validation is { IsError: false };
        var entries = await generator.ProcessAsync(
            new PassportIntrospectionRequestValidationResult
            {
                Client = caller.Client,
                Token = token,
                IsActive = active,
                Claims = active ? validation!.Claims : null,
                TokenValidation = active ? validation : null,
                ErrorDescription = token is null ? InactiveReasons.Missing : validation!.ErrorDescription,
                Parameters = NoParameters,
            },
            ct);
        return new IntrospectionResult(entries);
    }

    // A body is there once, and the request may be run twice.
    private async ValueTask<string?> ReadTokenAsync(HttpRequest http, CancellationToken ct)
    {
        if (!request.IsTokenRead)
            request.NoteToken(await PassportTokenReader.ReadAsync(http, ct));
        return request.PresentedToken;
    }

    private sealed class ReadOnlyParameters : NameValueCollection
    {
        public ReadOnlyParameters()
            : base(0) => IsReadOnly = true;
    }
}
