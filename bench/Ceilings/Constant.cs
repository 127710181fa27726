namespace IdentityHost.Bench.Ceilings;

/// <summary>R: a constant.</summary>
internal sealed class Constant(byte[] answer)
{
    public Task AnswerAsync(HttpContext context) => Json.AnswerAsync(context, answer);
}
