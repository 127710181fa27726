using System.Globalization;
using Bench.Coherence.History;

namespace Bench.Coherence.Checking;

/// <summary>One violation.</summary>
/// <param name="Kind">Which rule.</param>
/// <param name="Token">Whose, if it is about one.</param>
/// <param name="Evidence">The answer that breaks it.</param>
/// <param name="Against">What the answer contradicts, if that is one entry.</param>
public sealed record Violation(ViolationKind Kind, Issued? Token, Entry Evidence, Entry? Against = null)
{
    public override string ToString()
    {
        var token = Token is null ? "" : $" token {Token.Token} ({Token.What})";
        var against = Against is null ? "" : $" against {Describe(Against)}";
        return $"{Kind}:{token} {Describe(Evidence)}{against}";
    }

    private static string Describe(Entry entry)
    {
        var what = entry switch
        {
            Observed observed => $"{observed.By} on node {observed.Node} answered {(observed.Active ? "active" : "not active")}",
            Revoked revoked => $"{revoked.By} on node {revoked.Node}, {(revoked.Acknowledged ? "acknowledged" : "not acknowledged")}",
            Issued issued => $"issued by node {issued.Node}",
            Unexpected unexpected => $"{unexpected.What} on node {unexpected.Node} answered {unexpected.Answer}",
            _ => entry.ToString(),
        };
        return string.Create(CultureInfo.InvariantCulture, $"[{entry.Begin.TotalSeconds:F4}–{entry.End.TotalSeconds:F4} s: {what}]");
    }
}
