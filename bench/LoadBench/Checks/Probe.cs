using IdentityHost.Bench.LoadBench.Tokens;

namespace IdentityHost.Bench.LoadBench.Checks;

/// <summary>A question whose answer is known.</summary>
/// <param name="What">What is asked, in words.</param>
/// <param name="Ask">Asks; null if the answer was right, else what it was.</param>
internal sealed record Probe(string What, Func<TokenClient, CancellationToken, Task<string?>> Ask)
{
    /// <summary>A form whose answer is known.</summary>
    public static Probe Form(string what, Uri target, string authorization, string form, int status, Func<string, bool> isRight) =>
        new(what, async (client, ct) =>
        {
            var (got, body) = await client.PostAsync(target, authorization, form, ct);
            return got == status && isRight(body) ? null : $"{got} {body}";
        });

    /// <summary>A form with a wrong secret: 401, and 429 once there were so many that the host slows the sender down.</summary>
    public static Probe WrongSecret(string what, Uri target, string authorization, string form) =>
        new(what, async (client, ct) =>
        {
            var (got, body) = await client.PostAsync(target, authorization, form, ct);
            return got is 401 or 429 ? null : $"{got} {body}";
        });
}
