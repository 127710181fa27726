using IdentityEngine.Models;
using IdentityEngine.Validation;

namespace IdentityEngine.Services;

/// <summary>The life of refresh tokens: whether one is good, and what becomes of it when it is used.</summary>
public interface IRefreshTokenService
{
    /// <summary>Whether the token is good and the client's. Looking does not use it.</summary>
    Task<TokenValidationResult> ValidateRefreshTokenAsync(string token, Client client, CancellationToken ct);
    /// <summary>Issues the first refresh token of an authorization.</summary>
    Task<string> CreateRefreshTokenAsync(RefreshTokenCreationRequest request, CancellationToken ct);
    /// <summary>Uses a token, and returns the one for next time: another, or the same if the client reuses its own.</summary>
    Task<string> UpdateRefreshTokenAsync(RefreshTokenUpdateRequest request, CancellationToken ct);
}
