using IdentityHost.Outcomes;

namespace IdentityHost.Throttling.Clients;

/// <summary>What a request's secret, and the verdict about it, mean for the count.</summary>
internal static class ClientAttemptsExtensions
{
    /// <param name="attempts">The count.</param>
    /// <param name="context">The request.</param>
    /// <param name="parsed">What it brings. Without a secret nothing is guessed.</param>
    /// <exception cref="TooManyRequestsException">Its caller tried too many wrong ones, and this one was never right.</exception>
    internal static void Require(this ClientAttempts attempts, HttpContext context, ParsedSecret? parsed)
    {
        if (Presented(parsed) is var (id, secret) && attempts.Wait(Caller.Of(context, id), secret) is { } wait)
            throw Refusal(wait);
    }

    /// <summary>A success that tells nothing new.</summary>
    internal static bool IsNoted(this ClientAttempts attempts, HttpContext context, string id) => attempts.IsNoted(Caller.Of(context, id));

    /// <exception cref="TooManyRequestsException">
    /// Guesses of the same caller's that were sent at the same time have used up what it may try: this one looks like a right one.
    /// </exception>
    internal static async Task NoteFailureAsync(this ClientAttempts attempts, HttpContext context)
    {
        if (Presented(await ParseAsync(context)) is var (id, _) && attempts.Fail(Caller.Of(context, id)) is { } wait)
            throw Refusal(wait);
    }

    /// <exception cref="TooManyRequestsException">As above: this one looks like a wrong one.</exception>
    internal static async Task NoteSuccessAsync(this ClientAttempts attempts, HttpContext context, string id)
    {
        // Reading it again asks again whether the caller has to wait.
        if (!attempts.IsNoted(context, id) && Presented(await ParseAsync(context)) is var (_, secret))
            attempts.Succeed(Caller.Of(context, id), secret);
    }

    // By the engine's parser, with GuessedSecrets in front of it.
    private static Task<ParsedSecret?> ParseAsync(HttpContext context) =>
        context.RequestServices.GetRequiredService<ISecretsListParser>().ParseAsync(context, context.RequestAborted);

    private static (string Id, string Secret)? Presented(ParsedSecret? parsed) =>
        parsed is { Id: { Length: > 0 } id, Credential: string { Length: > 0 } secret } ? (id, secret) : null;

    private static TooManyRequestsException Refusal(TimeSpan wait) => new(wait) { IsClient = true };
}
