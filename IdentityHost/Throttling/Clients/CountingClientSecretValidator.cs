using IdentityHost.Engine;

namespace IdentityHost.Throttling.Clients;

/// <summary>Counts what the engine's own makes of a client's secret. One call is one attempt, however many forms of the secret it tries.</summary>
internal sealed class CountingClientSecretValidator(Inner<IClientSecretValidator> inner, ClientAttempts attempts) : IClientSecretValidator
{
    public async Task<ClientSecretValidationResult> ValidateAsync(HttpContext context, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        var verdict = await inner.Get().ValidateAsync(context, ct);
        if (verdict.IsError)
            await attempts.NoteFailureAsync(context);
        else if (verdict.Client is { RequireClientSecret: true } client)
            await attempts.NoteSuccessAsync(context, client.ClientId);
        return verdict;
    }
}
