namespace IdentityHost.Throttling.Clients;

/// <summary>What a verdict about a request's secret means for the count.</summary>
internal static class ClientAttemptsExtensions
{
    /// <summary>A success that tells nothing new.</summary>
    internal static bool IsNoted(this ClientAttempts attempts, HttpContext context, string id) =>
        !attempts.AnyFailures && attempts.IsKnown(Caller.Of(context, id));

    /// <exception cref="TooManyRequestsException">
    /// Guesses of the same caller's that were sent at the same time have used up what it may try: this one looks like a right one.
    /// </exception>
    internal static async Task NoteFailureAsync(this ClientAttempts attempts, HttpContext context)
    {
        if (await PresentedSecret.ReadAsync(context) is var (id, _) && attempts.Fail(Caller.Of(context, id)) is { } wait)
            throw new TooManyRequestsException(wait) { IsClient = true };
    }

    /// <exception cref="TooManyRequestsException">As above: this one looks like a wrong one.</exception>
    internal static async Task NoteSuccessAsync(this ClientAttempts attempts, HttpContext context, string id)
    {
        if (attempts.IsNoted(context, id) || await PresentedSecret.ReadAsync(context) is not var (_, secret))
            return;
        var caller = Caller.Of(context, id);
        if (attempts.Wait(caller, secret) is { } wait)
            throw new TooManyRequestsException(wait) { IsClient = true };
        attempts.Succeed(caller, secret);
    }
}
