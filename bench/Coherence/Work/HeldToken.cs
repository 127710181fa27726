namespace Bench.Coherence.Work;

/// <summary>A token, or a grant, that a client holds.</summary>
/// <param name="Id">Its number in the history.</param>
/// <param name="Value">The token.</param>
/// <param name="Client">To whom it was issued.</param>
/// <param name="Subject">Whose it is; null: the client's own.</param>
internal sealed record HeldToken(int Id, string Value, string Client, string? Subject)
{
    // The value is in no message.
    public override string ToString() => $"token {Id} of {Client}";
}
