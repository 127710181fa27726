using IdentityHost.Throttling;

namespace IdentityHost.Tests.Throttling;

/// <summary>Whose turn it is.</summary>
public sealed class FairQueueTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Who_sends_much_waits_behind_it_and_nobody_else_does()
    {
        var queue = Queue();
        (await queue.EnterAsync("first", default)).ShouldBeTrue();
        var order = new List<string>();
        List<Task> waiting = [];
        foreach (var sender in (string[])["flood", "flood", "flood", "flood", "alice", "bob", "alice"])
            waiting.Add(WorkAsync(sender));

        queue.Leave();
        await Task.WhenAll(waiting);

        order.ShouldBe(["flood", "alice", "bob", "flood", "alice", "flood", "flood"]);
        queue.Waiting.ShouldBe(0);

        async Task WorkAsync(string sender)
        {
            (await queue.EnterAsync(sender, default)).ShouldBeTrue();
            order.Add(sender);
            queue.Leave();
        }
    }

    [Fact]
    public async Task No_more_work_at_once_than_there_are_turns()
    {
        var queue = Queue(turns: 2);
        (await queue.EnterAsync("a", default)).ShouldBeTrue();
        (await queue.EnterAsync("b", default)).ShouldBeTrue();
        var third = queue.EnterAsync("c", default);

        third.IsCompleted.ShouldBeFalse();
        queue.Leave();
        (await third).ShouldBeTrue();
    }

    [Fact]
    public async Task A_sender_whose_line_is_full_is_refused_at_once_and_others_are_not()
    {
        var queue = Queue(longestLine: 2);
        await queue.EnterAsync("first", default);
        List<Task<bool>> accepted = [queue.EnterAsync("flood", default), queue.EnterAsync("flood", default)];

        (await queue.EnterAsync("flood", default)).ShouldBeFalse();
        accepted.Add(queue.EnterAsync("alice", default));

        for (var i = 0; i < 3; i++)
            queue.Leave();
        (await Task.WhenAll(accepted)).ShouldAllBe(entered => entered);
    }

    [Fact]
    public async Task When_too_many_wait_in_all_everybody_is_refused()
    {
        var queue = Queue(mostWaiting: 1);
        await queue.EnterAsync("first", default);
        var waiting = queue.EnterAsync("a", default);

        (await queue.EnterAsync("b", default)).ShouldBeFalse();

        queue.Leave();
        (await waiting).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_waited_too_long_is_refused_and_takes_no_turn()
    {
        var queue = new FairQueue(1, 10, 10, TimeSpan.FromMilliseconds(20), TimeProvider.System);
        await queue.EnterAsync("first", default);

        (await queue.EnterAsync("late", default)).ShouldBeFalse();

        queue.Waiting.ShouldBe(0);
        queue.Leave();
        (await queue.EnterAsync("next", default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_gives_up_takes_no_turn_and_gets_no_other_for_it()
    {
        var queue = Queue();
        await queue.EnterAsync("first", default);
        using var givesUp = new CancellationTokenSource();
        var gone = queue.EnterAsync("flood", givesUp.Token);
        var alice = queue.EnterAsync("alice", default);
        await givesUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => gone);
        var again = queue.EnterAsync("flood", default);

        queue.Leave();
        (await again).ShouldBeTrue();
        alice.IsCompleted.ShouldBeFalse();
        queue.Leave();
        (await alice).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_turn_comes_back_whoever_gives_up_at_whatever_moment()
    {
        var queue = new FairQueue(2, 1000, 1000, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        var entered = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(async () =>
        {
            if (!await queue.EnterAsync($"{i % 7}", default))
                return false;
            await Task.Yield();
            queue.Leave();
            return true;
        })));

        entered.ShouldContain(true);
        queue.Waiting.ShouldBe(0);
        (await queue.EnterAsync("a", default)).ShouldBeTrue();
        (await queue.EnterAsync("b", default)).ShouldBeTrue();
        (await queue.EnterAsync("c", default)).ShouldBeFalse();
    }

    private static FairQueue Queue(int turns = 1, int longestLine = 10, int mostWaiting = 100) =>
        new(turns, longestLine, mostWaiting, Longest, TimeProvider.System);
}
