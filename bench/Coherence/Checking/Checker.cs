using Bench.Coherence.History;

namespace Bench.Coherence.Checking;

/// <summary>
/// Finds what must not be in a history. Only what is certain counts: two operations that overlap may have happened in either order, and one without
/// an answer may have happened, may happen yet, or never.
/// </summary>
public static class Checker
{
    // The time of issue is kept in whole seconds, so a token's life may end up to one early.
    private static readonly TimeSpan WholeSeconds = TimeSpan.FromSeconds(1);

    public static IReadOnlyList<Violation> Check(IReadOnlyCollection<Entry> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var issued = history.OfType<Issued>().ToDictionary(entry => entry.Token);
        var restored = history.OfType<Restored>().ToLookup(entry => entry.Revocation);
        var revoked = history.OfType<Revoked>().SelectMany(entry => entry.Tokens, (entry, token) => (entry, token)).ToLookup(pair => pair.token, pair => pair.entry);

        var violations = new List<Violation>();
        foreach (var observed in history.OfType<Observed>())
        {
            // Its own use of a grant is judged by what came before.
            var others = revoked[observed.Token].Where(entry => entry.Operation != observed.Operation);
            var violation = observed.Active
                ? CheckActive(observed, issued.GetValueOrDefault(observed.Token), others, restored)
                : CheckInactive(observed, issued.GetValueOrDefault(observed.Token), others, restored);
            if (violation is not null)
                violations.Add(violation);
        }

        violations.AddRange(Disagreements(history, issued));
        violations.AddRange(history.OfType<Unexpected>().Select(entry => new Violation(ViolationKind.Unexpected, null, entry)));
        return violations;
    }

    private static Violation? CheckActive(
        Observed observed, Issued? issued, IEnumerable<Revoked> revocations, ILookup<long, Restored> restored)
    {
        var gone = revocations.FirstOrDefault(revocation =>
            revocation.Acknowledged && revocation.End < observed.Begin
            // Given back, perhaps, before the answer ended.
            && !restored[revocation.Operation].Any(entry => entry.Begin < observed.End));
        if (gone is not null)
            return new Violation(ViolationKind.RevokedYetActive, issued, observed, gone);
        return issued is { Lifetime: { } lifetime } && observed.Begin > issued.End + lifetime
            ? new Violation(ViolationKind.ExpiredYetActive, issued, observed, issued)
            : null;
    }

    private static Violation? CheckInactive(
        Observed observed, Issued? issued, IEnumerable<Revoked> revocations, ILookup<long, Restored> restored)
    {
        // Without an answer to its issue nobody could have asked about it.
        if (issued is null || observed.Begin < issued.End)
            return null;
        if (MayHaveExpired(issued, observed))
            return null;
        var mayBeGone = revocations.Any(revocation =>
            revocation.Begin < observed.End
            && !restored[revocation.Operation].Any(entry => entry.Acknowledged && entry.End < observed.Begin));
        return mayBeGone ? null : new Violation(ViolationKind.Lost, issued, observed, issued);
    }

    private static bool MayHaveExpired(Issued issued, Observed observed) =>
        issued.Lifetime is { } lifetime && observed.End > issued.Begin + lifetime - WholeSeconds;

    private static IEnumerable<Violation> Disagreements(IReadOnlyCollection<Entry> history, Dictionary<int, Issued> issued)
    {
        // A token whose time runs out in between is no disagreement.
        var atRest = history.OfType<Observed>()
            .Where(entry => entry.AtRest && !(issued.GetValueOrDefault(entry.Token) is { } token && MayHaveExpired(token, entry)))
            .GroupBy(entry => entry.Token);
        foreach (var answers in atRest)
        {
            var active = answers.FirstOrDefault(entry => entry.Active);
            var inactive = answers.FirstOrDefault(entry => !entry.Active);
            if (active is not null && inactive is not null)
                yield return new Violation(ViolationKind.Disagreement, issued.GetValueOrDefault(answers.Key), active, inactive);
        }
    }
}
