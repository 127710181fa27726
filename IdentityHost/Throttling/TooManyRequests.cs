using System.Globalization;
using IdentityHost.Http;
using IdentityHost.Outcomes;

namespace IdentityHost.Throttling;

/// <summary>
/// Answers 429, after a pause: who sends the next request when this one is answered, as programs that guess do, sends few. No thread waits
/// meanwhile.
/// </summary>
internal sealed class TooManyRequests(ThrottlingMetrics metrics, TimeProvider time)
{
    private const int MostHeld = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private int _held;

    /// <param name="kind">What there was too much of, for the metrics.</param>
    /// <param name="error">The OAuth error, where a program asked.</param>
    internal async Task AnswerAsync(HttpContext context, string kind, TimeSpan retryAfter, string error, string? description = null)
    {
        metrics.Refused(kind);
        await HoldAsync(context.RequestAborted);
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await ErrorResponse.WriteAsync(context, StatusCodes.Status429TooManyRequests, error, description);
    }

    internal Task AnswerAsync(HttpContext context, TooManyRequestsException refused) => refused.IsClient
        ? AnswerAsync(context, RefusalKinds.Client, refused.RetryAfter, ProtocolErrors.InvalidClient, DescribeClient(refused.RetryAfter))
        : AnswerAsync(context, RefusalKinds.Password, refused.RetryAfter, ProtocolErrors.InvalidRequest);

    private static string DescribeClient(TimeSpan wait) => string.Create(
        CultureInfo.InvariantCulture,
        $"Too many wrong secrets of this client came from this address. Try again in {Math.Max(1, Math.Ceiling(wait.TotalSeconds))} s.");

    private async Task HoldAsync(CancellationToken ct)
    {
        // Beyond that many they are answered at once: held requests take memory.
        if (Interlocked.Increment(ref _held) <= MostHeld)
            await Task.Delay(Pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref _held);
    }
}
