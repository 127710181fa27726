namespace IdentityEngine.Configuration;

/// <summary>Sessions that are kept at the server.</summary>
public class ServerSideSessionOptions
{
    /// <summary>The claim that names the user in the list of sessions; null: none does.</summary>
    public string? UserDisplayNameClaimType { get; set; }
    /// <summary>Whether this node removes sessions whose time is over.</summary>
    public bool RemoveExpiredSessions { get; set; } = true;
    /// <summary>Whether clients are sent logout tokens when a session's time is over.</summary>
    public bool ExpiredSessionsTriggerBackchannelLogout { get; set; } = true;
    public TimeSpan RemoveExpiredSessionsFrequency { get; set; } = TimeSpan.FromMinutes(10);
    /// <summary>Whether the first removal waits for a random part of the frequency, so that nodes which start together don't collide.</summary>
    public bool FuzzExpiredSessionRemovalStart { get; set; } = true;
    /// <summary>Sessions that are removed at once.</summary>
    public int RemoveExpiredSessionsBatchSize { get; set; } = 100;
}
