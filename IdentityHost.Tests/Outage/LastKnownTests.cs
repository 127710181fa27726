using IdentityHost.Memory;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Outage;

/// <summary>What was read last, where the database fails or hangs.</summary>
public sealed class LastKnownTests
{
    private readonly LastKnown<string> _known = new(static value => value.Length > 0);
    private readonly List<Exception> _outages = [];

    [Fact]
    public async Task What_can_be_read_is_read_anew()
    {
        (await ReadAsync(Task.FromResult("first"))).ShouldBe("first");
        (await ReadAsync(Task.FromResult("second"))).ShouldBe("second");
        _outages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_is_answered_with_what_is_known_and_with_itself_where_nothing_is()
    {
        await Should.ThrowAsync<TimeoutException>(() => ReadAsync(Task.FromException<string>(new TimeoutException())));
        await ReadAsync(Task.FromResult("known"));

        (await ReadAsync(Task.FromException<string>(new TimeoutException("away")))).ShouldBe("known");
        _outages.ShouldHaveSingleItem().Message.ShouldBe("away");
        await Should.ThrowAsync<InvalidCastException>(() => ReadAsync(Task.FromException<string>(new InvalidCastException())));
    }

    [Fact]
    public async Task What_is_of_no_use_is_not_kept()
    {
        (await ReadAsync(Task.FromResult(""))).ShouldBe("");

        await Should.ThrowAsync<TimeoutException>(() => ReadAsync(Task.FromException<string>(new TimeoutException())));
    }

    [Fact]
    public async Task While_a_read_hangs_what_is_known_comes_at_once_and_nothing_more_is_read()
    {
        await ReadAsync(Task.FromResult("known"));
        var hangs = new TaskCompletionSource<string>();
        (await ReadAsync(hangs.Task)).ShouldBe("known");

        var reads = 0;
        var again = _known.ReadAsync(
            () =>
            {
                reads++;
                return Task.FromResult("new");
            },
            _outages.Add,
            default);
        again.IsCompleted.ShouldBeTrue();
        (await again).ShouldBe("known");
        reads.ShouldBe(0);

        // What waits for the read may go on a moment after it ended.
        hangs.SetResult("late");
        await Eventually.TrueAsync(async () => await ReadAsync(Task.FromResult("new")) == "new");
    }

    private Task<string> ReadAsync(Task<string> read) => _known.ReadAsync(() => read, _outages.Add, default);
}
