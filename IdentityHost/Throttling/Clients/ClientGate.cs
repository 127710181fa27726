using System.Collections.Frozen;
using IdentityHost.Hosting;

namespace IdentityHost.Throttling.Clients;

/// <summary>
/// Refuses, where clients authenticate, who tried too many wrong secrets: 429 and <c>Retry-After</c>, as HTTP libraries know it, with the
/// error <c>invalid_client</c> of RFC 6749 5.2, since the request is not authenticated. While nobody fails nothing is looked at.
/// </summary>
internal sealed class ClientGate(RequestDelegate next, ClientAttempts attempts, TooManyRequests refusal)
{
    private static readonly FrozenSet<string> Paths = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        EnginePaths.Token, EnginePaths.Introspection, EnginePaths.Revocation, EnginePaths.DeviceAuthorization);

    public Task InvokeAsync(HttpContext context) =>
        attempts.AnyFailures && HttpMethods.IsPost(context.Request.Method) && context.Request.Path.Value is { } path && Paths.Contains(path)
            ? LookAsync(context)
            : next(context);

    private async Task LookAsync(HttpContext context)
    {
        if (await PresentedSecret.ReadAsync(context) is var (id, secret) && attempts.Wait(Caller.Of(context, id), secret) is { } wait)
            await refusal.AnswerClientAsync(context, wait);
        else
            await next(context);
    }
}
