using System.Security.Claims;

namespace IdentityEngine.Models;

/// <summary>What the first refresh token of an authorization is to be made of.</summary>
public class RefreshTokenCreationRequest
{
    public Client Client { get; set; } = null!;
    public ClaimsPrincipal Subject { get; set; } = null!;
    public string? Description { get; set; }
    public IEnumerable<string> AuthorizedScopes { get; set; } = null!;
    /// <summary>The access token with which it is issued.</summary>
    public Token AccessToken { get; set; } = null!;
}
