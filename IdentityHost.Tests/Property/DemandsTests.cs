using Bench.Coherence.Checking;
using Bench.Coherence.History;

namespace IdentityHost.Tests.Property;

/// <summary>A run in which little was answered has no violation either: it has to fail.</summary>
public sealed class DemandsTests
{
    private static readonly long[] Hits = [Demands.HitsOfANode];

    [Fact]
    public void Enough_of_everything_is_enough() => Demands.Check(Enough(), ["killed"], Hits).ShouldBeEmpty();

    [Theory]
    [InlineData(typeof(Issued), "tokens: 0")]
    [InlineData(typeof(Observed), "active answers of node 0: 0")]
    [InlineData(typeof(Revoked), "acknowledged revocations: 0")]
    [InlineData(typeof(Disturbed), "never happened: killed")]
    public void A_run_without_them_proves_nothing(Type missing, string message) =>
        Demands.Check([.. Enough().Where(entry => entry.GetType() != missing)], ["killed"], Hits).ShouldContain(line => line.StartsWith(message));

    [Fact]
    public void A_run_that_never_answered_from_memory_proves_nothing() =>
        Demands.Check(Enough(), ["killed"], [0]).ShouldHaveSingleItem().ShouldStartWith("answers from the memory of node 0: 0");

    [Fact]
    public void Every_node_has_to_show_it() =>
        Demands.Check(Enough(), ["killed"], [.. Hits, .. Hits]).ShouldContain(line => line.StartsWith("active answers of node 1: 0"));

    [Fact]
    public void Every_way_of_taking_access_away_has_to_be_acknowledged_once() =>
        Demands.Check([.. Enough().Where(entry => entry is not Revoked { By: Means.SignOut })], ["killed"], Hits)
            .ShouldHaveSingleItem().ShouldBe("never acknowledged: sign-out");

    [Fact]
    public void A_revocation_without_an_answer_does_not_count() =>
        Demands.Check([.. Enough().Select(entry => entry is Revoked revoked ? revoked with { Acknowledged = false } : entry)], ["killed"], Hits)
            .ShouldContain(line => line.StartsWith("acknowledged revocations: 0"));

    private static List<Entry> Enough() =>
    [
        .. Enumerable.Range(0, Demands.Tokens).Select(token => new Issued(1, 0, default, default, token, "token")),
        .. Enumerable.Range(0, Demands.AnswersOfANode * 2).Select(i => new Observed(1, 0, default, default, 1, i % 2 == 0, "introspection")),
        .. Enumerable.Range(0, Demands.Revocations).Select(_ => new Revoked(1, 0, default, default, [1], Means.AccessTokenRevoked, true)),
        .. Means.Demanded.Select(means => new Revoked(1, 0, default, default, [1], means, true)),
        new Disturbed(1, 0, default, default, "killed"),
    ];
}
