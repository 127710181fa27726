using IdentityHost.Engine;

namespace IdentityHost.Throttling.Clients;

/// <summary>
/// Notes which secrets of API resources are right. What is wrong here may be a client's, which the engine asks about next: there it is counted.
/// </summary>
internal sealed class CountingApiSecretValidator(Inner<IApiSecretValidator> inner, ClientAttempts attempts) : IApiSecretValidator
{
    public Task<ApiSecretValidationResult> ValidateAsync(HttpContext context, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        var verdict = inner.Get().ValidateAsync(context, ct);
        // On each introspection: nothing more than a look.
        return verdict.IsCompletedSuccessfully && (verdict.Result.IsError || attempts.IsNoted(context, verdict.Result.Resource.Name))
            ? verdict
            : NoteAsync(verdict, context);
    }

    private async Task<ApiSecretValidationResult> NoteAsync(Task<ApiSecretValidationResult> validation, HttpContext context)
    {
        var verdict = await validation;
        if (!verdict.IsError)
            await attempts.NoteSuccessAsync(context, verdict.Resource.Name);
        return verdict;
    }
}
