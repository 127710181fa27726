using IdentityHost.Coherence;

namespace IdentityHost.Tests.Coherence;

/// <summary>What a request waits for before its answer, in every order in which it can come.</summary>
public sealed class RequestRevocationsTests
{
    private readonly List<TaskCompletionSource> _waits = [];
    private readonly RequestRevocations _revocations;

    public RequestRevocationsTests() => _revocations = new RequestRevocations(() =>
    {
        _waits.Add(new TaskCompletionSource());
        return _waits[^1].Task;
    });

    [Fact]
    public void Nothing_was_taken_away_so_nothing_is_waited_for()
    {
        _revocations.SettleAtStartAsync().IsCompleted.ShouldBeTrue();
        _waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_things_are_waited_for_once_and_the_answer_is_told_once()
    {
        _revocations.Add().ShouldBeTrue();
        _revocations.Add().ShouldBeFalse();

        var start = _revocations.SettleAtStartAsync();

        start.IsCompleted.ShouldBeFalse();
        _waits.ShouldHaveSingleItem().SetResult();
        await start;
    }

    [Fact]
    public async Task All_who_tell_others_at_once_wait_until_it_is_over()
    {
        _revocations.Add();
        Task[] tellers = [_revocations.SettleAsync(), _revocations.SettleAsync()];

        tellers.ShouldAllBe(teller => !teller.IsCompleted);
        _waits.ShouldHaveSingleItem().SetResult();
        await Task.WhenAll(tellers);

        await _revocations.SettleAtStartAsync();
        _waits.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_taken_away_while_others_wait_is_waited_for_anew()
    {
        _revocations.Add();
        var first = _revocations.SettleAsync();
        _revocations.Add();

        var start = _revocations.SettleAtStartAsync();

        _waits.Count.ShouldBe(2);
        _waits[1].SetResult();
        start.IsCompleted.ShouldBeFalse();
        _waits[0].SetResult();
        await first;
        await start;
    }

    [Fact]
    public void What_is_taken_away_when_the_answer_begins_asks_to_be_waited_for()
    {
        _revocations.Add();
        _ = _revocations.SettleAtStartAsync();

        _revocations.Add().ShouldBeTrue();
    }
}
