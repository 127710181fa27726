using IdentityHost.Memory;

namespace IdentityHost.Tests.Memory;

/// <summary>When a node may answer from memory.</summary>
public sealed class NodeLeaseTests
{
    private static readonly TimeSpan Almost = NodeLease.Length - TimeSpan.FromMilliseconds(1);

    private readonly TwoClocks _clocks = new();
    private readonly NodeLease _lease;
    private readonly Generation _generation = Generations.New();

    public NodeLeaseTests() => _lease = new NodeLease(_clocks);

    [Fact]
    public void Nothing_is_remembered_before_the_first_renewal()
    {
        _lease.Current.ShouldBeNull();
    }

    [Fact]
    public void A_renewal_counts_from_before_it_was_sent()
    {
        var sentAt = _lease.Now();
        _clocks.Advance(TimeSpan.FromSeconds(1.5));

        _lease.Renew(_generation, sentAt).ShouldBeTrue();

        _clocks.Advance(TimeSpan.FromSeconds(0.49));
        _lease.Current.ShouldBe(_generation);
        _clocks.Advance(TimeSpan.FromSeconds(0.01));
        _lease.Current.ShouldBeNull();
    }

    [Fact]
    public void Renewed_in_time_it_goes_on()
    {
        for (var renewal = 0; renewal < 5; renewal++)
        {
            _lease.Renew(_generation, _lease.Now()).ShouldBeTrue();
            _clocks.Advance(Almost);
            _lease.Current.ShouldBe(_generation);
        }
    }

    [Fact]
    public void A_renewal_that_comes_after_the_lapse_does_not_bring_the_generation_back()
    {
        _lease.Renew(_generation, _lease.Now());
        _clocks.Advance(NodeLease.Length);

        _lease.Renew(_generation, _lease.Now()).ShouldBeFalse();

        _lease.Current.ShouldBeNull();
        _lease.Renew(_generation, _lease.Now()).ShouldBeFalse();
        var next = Generations.New();
        _lease.Renew(next, _lease.Now()).ShouldBeTrue();
        _lease.Current.ShouldBe(next);
    }

    [Fact]
    public void A_renewal_that_took_as_long_as_the_lease_lasts_is_none()
    {
        var sentAt = _lease.Now();
        _clocks.Advance(NodeLease.Length);

        _lease.Renew(_generation, sentAt).ShouldBeFalse();
        _lease.Current.ShouldBeNull();
    }

    [Fact]
    public void A_generation_that_ended_counts_no_more_whatever_is_confirmed_afterwards()
    {
        _lease.Renew(_generation, _lease.Now());

        _generation.End();

        _lease.Current.ShouldBeNull();
        _lease.Renew(_generation, _lease.Now()).ShouldBeFalse();
        _lease.Current.ShouldBeNull();
    }

    /// <summary>A machine that was suspended: its monotonic clock stood still, or its wall clock was set back meanwhile.</summary>
    [Theory]
    [InlineData(2000)]
    [InlineData(3_600_000)]
    [InlineData(-2000)]
    public void The_wall_clock_bounds_it_as_well(int milliseconds)
    {
        _lease.Renew(_generation, _lease.Now());

        _clocks.AdvanceWall(TimeSpan.FromMilliseconds(milliseconds));

        _lease.Current.ShouldBeNull();
        _lease.Renew(_generation, _lease.Now()).ShouldBeFalse();
    }

    private sealed class TwoClocks : TimeProvider
    {
        private DateTimeOffset _wall = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
        private long _monotonic = 1000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _wall;

        public override long GetTimestamp() => _monotonic;

        public void Advance(TimeSpan time)
        {
            _monotonic += time.Ticks;
            _wall += time;
        }

        public void AdvanceWall(TimeSpan time) => _wall += time;
    }
}
