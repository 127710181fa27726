using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.Stores;

/// <summary>Within which time a used refresh token may be used again, by a client that lost the answer.</summary>
public sealed class RefreshTokenOverlap(IOptions<IdentityHostSettings> options, TimeProvider clock)
{
    /// <summary>
    /// A use after this is recent. Without an overlap none is, not even one that the clock of another node puts into the future.
    /// </summary>
    internal DateTime Start()
    {
        var overlap = options.Value.Grants.RefreshTokenOverlap;
        return overlap == TimeSpan.Zero ? DateTime.MaxValue : clock.GetUtcNow().UtcDateTime - overlap;
    }
}
