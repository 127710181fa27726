using IdentityHost.Coherence;
using IdentityHost.Memory;
using IdentityHost.Tests.Memory;

namespace IdentityHost.Tests.Coherence;

/// <summary>What is done with what a node hears.</summary>
public sealed class AnnouncementsTests
{
    private readonly Generation _generation = Generations.New();

    [Theory]
    [InlineData(Announcements.TokensChannel, "grant k")]
    [InlineData(Announcements.TokensChannel, "*")]
    [InlineData(Announcements.TokensChannel, "")]
    [InlineData(Announcements.TokensChannel, "of a newer version")]
    [InlineData(Announcements.ConfigurationChannel, "")]
    public void Whatever_is_announced_keeps_what_is_being_read_from_being_remembered(string channel, string payload)
    {
        var before = _generation.Tokens.Invalidations;

        new Announcements(_generation).Hear(channel, payload);

        _generation.Tokens.Invalidations.ShouldNotBe(before);
    }

    [Fact]
    public void A_change_of_configuration_begins_a_new_epoch_of_it()
    {
        var before = _generation.Configuration;

        new Announcements(_generation).Hear(Announcements.ConfigurationChannel, "");

        _generation.Configuration.ShouldNotBe(before);
        _generation.HasEnded.ShouldBeFalse();
    }

    [Fact]
    public void Barriers_are_collected_for_their_acknowledgement()
    {
        var announcements = new Announcements(_generation);
        Guid[] ids = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        announcements.Hear(Announcements.BarrierChannel, ids[0].ToString());
        announcements.Hear(Announcements.BarrierChannel, "no id");
        announcements.Hear(Announcements.BarrierChannel, ids[1].ToString());

        announcements.TakeUnacknowledged().ShouldBe(ids);
        announcements.TakeUnacknowledged().ShouldBeEmpty();
        announcements.ThrowIfFailed();
    }

    /// <summary>The driver would swallow the exception, and the node go on with what it should have forgotten.</summary>
    [Fact]
    public void What_can_not_be_applied_ends_the_generation_at_once()
    {
        var broken = Generations.Broken();
        var announcements = new Announcements(broken);

        announcements.Hear(Announcements.TokensChannel, "grant k");

        broken.HasEnded.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(announcements.ThrowIfFailed);
    }
}
