using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>Makes tokens.</summary>
public interface ITokenService
{
    Task<Token> CreateIdentityTokenAsync(TokenCreationRequest request, CancellationToken ct);
    Task<Token> CreateAccessTokenAsync(TokenCreationRequest request, CancellationToken ct);
    /// <summary>What is handed out for the token: a JWT, or the handle of a stored reference token.</summary>
    Task<string> CreateSecurityTokenAsync(Token token, CancellationToken ct);
}
