namespace IdentityHost.Throttling.Clients;

/// <summary>
/// Refuses, where clients authenticate, who tried too many wrong secrets: as soon as id and secret are read, and before the secret is compared, so that
/// no time says which one is right. While this caller doesn't fail nothing is looked at.
/// </summary>
internal sealed class GuessedSecrets(ISecretsListParser inner, ClientAttempts attempts) : ISecretsListParser
{
    public Task<ParsedSecret?> ParseAsync(HttpContext context, CancellationToken ct)
    {
        var parsing = inner.ParseAsync(context, ct);
        return attempts.AnyFailures ? LookAsync(parsing, context) : parsing;
    }

    public IEnumerable<string> GetAvailableAuthenticationMethods() => inner.GetAvailableAuthenticationMethods();

    private Task<ParsedSecret?> LookAsync(Task<ParsedSecret?> parsing, HttpContext context)
    {
        if (!parsing.IsCompletedSuccessfully)
            return WaitAsync(parsing, context);
        attempts.Require(context, parsing.Result);
        return parsing;
    }

    private async Task<ParsedSecret?> WaitAsync(Task<ParsedSecret?> parsing, HttpContext context)
    {
        var parsed = await parsing;
        attempts.Require(context, parsed);
        return parsed;
    }
}
