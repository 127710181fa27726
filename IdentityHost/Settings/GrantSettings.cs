namespace IdentityHost.Settings;

/// <summary>Settings of grants.</summary>
public sealed class GrantSettings
{
    /// <summary>
    /// How long a refresh token that is good once may be used again, for a client that lost the answer, 0 to 5 minutes. Whoever uses it later
    /// revokes its whole family (RFC 9700 4.14.2). Default 0: one use.
    /// </summary>
    public TimeSpan RefreshTokenOverlap { get; set; } = TimeSpan.Zero;

    /// <summary>Removal of expired grants.</summary>
    public GrantRemovalSettings Removal { get; set; } = new();
}
