namespace IdentityHost.Settings;

/// <summary>What a node remembers of access tokens. A token that was revoked is never active again, remembered or not.</summary>
public sealed class TokenCacheSettings
{
    internal const long DefaultMaxBytes = 64L * 1024 * 1024;

    /// <summary>Whether tokens that were found active are remembered. False: the database is asked each time. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many bytes are remembered at most, by a cautious estimate, 1 MiB to 16 GiB. Default 64 MiB.</summary>
    public long MaxBytes { get; set; } = DefaultMaxBytes;
}
