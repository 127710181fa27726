using Bench.Coherence.Checking;
using Bench.Coherence.History;

namespace IdentityHost.Tests.Property;

/// <summary>What the checker of bench/Coherence calls a violation, and every overlap that it has to allow. Times are seconds.</summary>
public sealed class CheckerTests
{
    private const int Token = 7;
    private const int Other = 8;
    private const long Attempt = 100;

    private static readonly Dictionary<string, Entry[]> Legal = new()
    {
        ["nothing happened"] = [],
        ["active after its issue"] = [Issue(), Ask(2, 3, active: true)],
        ["active and later inactive, its revocation acknowledged in between"] = [Issue(), Ask(2, 3, true), Revoke(4, 5), Ask(6, 7, false)],
        ["active while the revocation was under way"] = [Issue(), Revoke(4, 6), Ask(5, 5.5, true)],
        ["active, begun before the acknowledgement and ended after it"] = [Issue(), Revoke(4, 6), Ask(5.9, 8, true)],
        ["active, begun at the very moment of the acknowledgement"] = [Issue(), Revoke(4, 6), Ask(6, 8, true)],
        ["inactive, begun before the revocation was sent and ended after that"] = [Issue(), Ask(3, 4.5, false), Revoke(4, 6)],
        ["inactive on one node and then active on another, before the acknowledgement"] = [Issue(), Revoke(4, 9), Ask(5, 6, false), Ask(7, 8, true, node: 2)],
        ["active long after a revocation without an answer"] = [Issue(), Revoke(4, 6, acknowledged: false), Ask(60, 61, true)],
        ["inactive long after a revocation without an answer"] = [Issue(), Revoke(4, 6, acknowledged: false), Ask(60, 61, false)],
        ["inactive, then active, after a revocation without an answer"] = [Issue(), Revoke(4, 6, acknowledged: false), Ask(7, 8, false), Ask(9, 10, true)],
        ["inactive once its time was over"] = [Issue(lifetime: 10), Ask(12, 13, false)],
        ["inactive in the second in which its time ends, which is kept in whole seconds"] = [Issue(lifetime: 10), Ask(9.2, 9.5, false)],
        ["active up to its last moment"] = [Issue(lifetime: 10), Ask(10.9, 12, true)],
        ["active again after it was given back"] = [Issue(), Revoke(4, 6), Restore(8, 9), Ask(10, 11, true)],
        ["active while it was given back"] = [Issue(), Revoke(4, 6), Restore(8, 9), Ask(7, 8.5, true)],
        ["inactive while it was given back"] = [Issue(), Revoke(4, 6), Restore(8, 9), Ask(8.5, 9.5, false)],
        ["inactive after it was perhaps given back"] = [Issue(), Revoke(4, 6), Restore(8, 9, acknowledged: false), Ask(10, 11, false)],
        ["active after it was perhaps given back"] = [Issue(), Revoke(4, 6), Restore(8, 9, acknowledged: false), Ask(10, 11, true)],
        ["a revocation of another token"] = [Issue(), Revoke(4, 6, tokens: [Other]), Ask(7, 8, true)],
        ["the one use of a grant, which takes it away"] = [Issue(), Revoke(4, 5), UseIn(Attempt, 4, 5, granted: true)],
        ["a second use of a grant that is refused"] =
            [Issue(), Revoke(4, 5), UseIn(Attempt, 4, 5, granted: true), Revoke(6, 7, operation: 101), UseIn(101, 6, 7, granted: false)],
        ["an outage, however long"] = [Issue(), new Unanswered(1, 0, S(2), S(50), "503"), Ask(60, 61, true)],
        ["inactive, asked while its issue was not answered yet"] = [Issue(1, 3), Ask(2, 2.5, false)],
        ["a fault"] = [Issue(), new Disturbed(1, 0, S(2), S(3), "killed")],
        ["at rest, different tokens differ"] =
            [Issue(), Issue(token: Other), Revoke(4, 5), Ask(8, 9, false, atRest: true), Ask(8, 9, true, token: Other, atRest: true)],
        ["at rest, its time runs out in between"] =
            [Issue(lifetime: 10), Ask(9, 9.5, true, atRest: true), Ask(11, 12, false, node: 2, atRest: true)],
        ["before the rest, nodes differ about an attempt without an answer"] =
            [Issue(), Revoke(4, 5, acknowledged: false), Ask(8, 9, false), Ask(8, 9, true, node: 2)],
    };

    private static readonly Dictionary<string, (ViolationKind Kind, Entry[] History)> Violations = new()
    {
        ["active, begun after the acknowledgement"] = (ViolationKind.RevokedYetActive, [Issue(), Revoke(4, 6), Ask(6.001, 7, true)]),
        ["active on another node than the one that revoked"] = (ViolationKind.RevokedYetActive, [Issue(), Revoke(4, 6), Ask(8, 9, true, node: 2)]),
        ["active after a second, acknowledged attempt"] = (
            ViolationKind.RevokedYetActive,
            [Issue(), Revoke(4, 5, acknowledged: false), Revoke(6, 7, operation: 101), Ask(8, 9, true)]),
        ["inactive and then active again, after the acknowledgement"] = (
            ViolationKind.RevokedYetActive, [Issue(), Revoke(4, 6), Ask(7, 8, false), Ask(9, 10, true)]),
        ["active after several were taken away at once"] = (
            ViolationKind.RevokedYetActive, [Issue(), Issue(token: Other), Revoke(4, 6, tokens: [Other, Token]), Ask(7, 8, true)]),
        ["active between being taken away and given back"] = (
            ViolationKind.RevokedYetActive, [Issue(), Revoke(4, 6), Ask(7, 7.5, true), Restore(8, 9)]),
        ["active though only another revocation was undone"] = (
            ViolationKind.RevokedYetActive,
            [Issue(), Revoke(4, 5), Revoke(4, 6, operation: 101), Restore(7, 8, revocation: 101), Ask(9, 10, true)]),
        ["a grant that is granted twice"] = (
            ViolationKind.RevokedYetActive,
            [Issue(), Revoke(4, 5), UseIn(Attempt, 4, 5, granted: true), Revoke(6, 7, operation: 101), UseIn(101, 6, 7, granted: true)]),
        ["active after its time"] = (ViolationKind.ExpiredYetActive, [Issue(lifetime: 10), Ask(11.1, 12, true)]),
        ["inactive, and nobody took it away"] = (ViolationKind.Lost, [Issue(), Ask(2, 3, false)]),
        ["inactive before anybody tried to take it away"] = (ViolationKind.Lost, [Issue(), Ask(2, 3, false), Revoke(3.5, 4)]),
        ["inactive in the middle of its time"] = (ViolationKind.Lost, [Issue(lifetime: 10), Ask(5, 6, false)]),
        ["inactive after only another token was taken away"] = (ViolationKind.Lost, [Issue(), Revoke(4, 6, tokens: [Other]), Ask(7, 8, false)]),
        ["inactive after it was given back"] = (ViolationKind.Lost, [Issue(), Revoke(4, 6), Restore(8, 9), Ask(9.5, 10, false)]),
        ["a grant whose first use is refused"] = (ViolationKind.Lost, [Issue(), Revoke(4, 5), UseIn(Attempt, 4, 5, granted: false)]),
        ["at rest, nodes differ about an attempt without an answer"] = (
            ViolationKind.Disagreement,
            [Issue(), Revoke(4, 5, acknowledged: false), Ask(8, 9, false, atRest: true), Ask(8, 9, true, node: 2, atRest: true)]),
        ["at rest, one node changes its mind"] = (
            ViolationKind.Disagreement,
            [Issue(), Revoke(4, 5, acknowledged: false), Ask(8, 9, true, atRest: true), Ask(10, 11, false, atRest: true)]),
        ["an answer that is neither about the token nor an outage"] = (
            ViolationKind.Unexpected, [Issue(), new Unexpected(1, 0, S(2), S(3), "/connect/introspect", "500")]),
    };

    public static TheoryData<string> LegalHistories { get; } = [.. Legal.Keys];

    public static TheoryData<string> ViolatingHistories { get; } = [.. Violations.Keys];

    [Theory]
    [MemberData(nameof(LegalHistories))]
    public void What_may_be_is_no_violation(string name) => Checker.Check(Legal[name]).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(ViolatingHistories))]
    public void What_must_not_be_is_found(string name)
    {
        var (kind, history) = Violations[name];

        Checker.Check(history).ShouldHaveSingleItem().Kind.ShouldBe(kind);
        // In whatever order it was taken down.
        Checker.Check([.. history.Reverse()]).ShouldHaveSingleItem().Kind.ShouldBe(kind);
    }

    [Fact]
    public void A_violation_says_who_answered_what_and_against_what()
    {
        var violation = Checker.Check([Issue(), Revoke(4, 6), Ask(8, 9, true, node: 2)]).ShouldHaveSingleItem().ToString();

        violation.ShouldBe(
            "RevokedYetActive: token 7 (access token) [8.0000–9.0000 s: /connect/introspect on node 2 answered active] "
            + "against [4.0000–6.0000 s: revoked on node 0, acknowledged]");
    }

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    private static Issued Issue(double begin = 0, double end = 1, int token = Token, double? lifetime = null) =>
        new(1, 0, S(begin), S(end), token, "access token", lifetime is { } seconds ? S(seconds) : null);

    private static Observed Ask(double begin, double end, bool active, int node = 1, int token = Token, bool atRest = false) =>
        new(2, node, S(begin), S(end), token, active, "/connect/introspect", atRest);

    private static Revoked Revoke(double begin, double end, bool acknowledged = true, long operation = Attempt, int[]? tokens = null) =>
        new(operation, 0, S(begin), S(end), tokens ?? [Token], "revoked", acknowledged);

    private static Restored Restore(double begin, double end, bool acknowledged = true, long revocation = Attempt) =>
        new(3, -1, S(begin), S(end), revocation, acknowledged);

    private static Observed UseIn(long operation, double begin, double end, bool granted) =>
        new(operation, 0, S(begin), S(end), Token, granted, Means.Use);
}
