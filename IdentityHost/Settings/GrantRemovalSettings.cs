namespace IdentityHost.Settings;

/// <summary>How expired grants leave the database. An expired token is inactive at once, whether or not it was removed.</summary>
public sealed class GrantRemovalSettings
{
    /// <summary>Whether this node removes expired grants. Any number of nodes may, at once. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Time between two rounds, 1 second to 1 day. Default 1 minute.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Rows that one statement removes, 1 to 10000; a round takes as many statements as it needs. Default 1000.</summary>
    public int BatchSize { get; set; } = 1000;
}
