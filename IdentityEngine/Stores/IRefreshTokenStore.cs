using IdentityEngine.Models;

namespace IdentityEngine.Stores;

/// <summary>Stores refresh tokens.</summary>
public interface IRefreshTokenStore
{
    /// <summary>Stores the token and returns its handle.</summary>
    Task<string> StoreRefreshTokenAsync(RefreshToken refreshToken, CancellationToken ct);
    /// <summary>
    /// Consumes the token if it has a <see cref="RefreshToken.ConsumedTime"/>: a store that makes tokens single use throws for whoever comes
    /// second. Else it stores what was changed.
    /// </summary>
    Task UpdateRefreshTokenAsync(string handle, RefreshToken refreshToken, CancellationToken ct);
    Task<RefreshToken?> GetRefreshTokenAsync(string refreshTokenHandle, CancellationToken ct);
    Task RemoveRefreshTokenAsync(string refreshTokenHandle, CancellationToken ct);
    /// <summary>Removes the tokens of a user at a client.</summary>
    Task RemoveRefreshTokensAsync(string subjectId, string clientId, CancellationToken ct);
}
