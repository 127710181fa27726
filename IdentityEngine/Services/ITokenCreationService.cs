using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>Writes and signs JWTs.</summary>
public interface ITokenCreationService
{
    Task<string> CreateTokenAsync(Token token, CancellationToken ct);
}
