using IdentityHost.Memory;
using Npgsql;

namespace IdentityHost.Coherence;

/// <summary>
/// Applies to a generation what its connection hears, in the order in which it was committed, and collects what is to be acknowledged. The
/// driver swallows exceptions of whoever is notified: whatever goes wrong here ends the generation at once.
/// </summary>
internal sealed class Announcements(Generation generation)
{
    /// <summary>Clients or resources changed (migrations/Schema/Sql/0001_notifications.sql).</summary>
    internal const string ConfigurationChannel = "identity_configuration";

    /// <summary>Tokens were revoked, sessions ended, users disabled (migrations/Schema/Sql/0003_announcements.sql).</summary>
    internal const string TokensChannel = "identity_tokens";

    /// <summary>Somebody wants to know whether everything before this was heard; its payload is the id to acknowledge.</summary>
    internal const string BarrierChannel = "identity_barrier";

    private List<Guid> _unacknowledged = [];
    private Exception? _failure;

    /// <summary>Notification of the listening connection.</summary>
    public void Hear(object sender, NpgsqlNotificationEventArgs announcement) => Hear(announcement.Channel, announcement.Payload);

    /// <summary>Notices are none of the announcements, but a warning may mean that a renewal is not on the standby that it was promised to.</summary>
    public void Notice(object sender, NpgsqlNoticeEventArgs notice)
    {
        if (notice.Notice.InvariantSeverity is "WARNING")
            Fail(new InvalidOperationException($"The database warns: {notice.Notice.MessageText}"));
    }

    /// <summary>The ids that came since this was last asked; everything announced before them is applied.</summary>
    public IReadOnlyList<Guid> TakeUnacknowledged()
    {
        if (_unacknowledged.Count == 0)
            return [];
        var taken = _unacknowledged;
        _unacknowledged = [];
        return taken;
    }

    /// <exception cref="InvalidOperationException">Something that was heard could not be applied.</exception>
    public void ThrowIfFailed()
    {
        if (_failure is not null)
            throw new InvalidOperationException($"An announcement was not applied: {_failure.Message}", _failure);
    }

    internal void Hear(string channel, string payload)
    {
        try
        {
            if (string.Equals(channel, TokensChannel, StringComparison.Ordinal))
                generation.Tokens.Forget(payload);
            else if (string.Equals(channel, ConfigurationChannel, StringComparison.Ordinal))
                generation.ForgetConfiguration();
            else if (string.Equals(channel, BarrierChannel, StringComparison.Ordinal) && Guid.TryParse(payload, out var id))
                _unacknowledged.Add(id);
        }
        // Whatever it was, what is remembered may be wrong now.
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Fail(Exception e)
    {
        generation.End();
        _failure = e;
    }
}
