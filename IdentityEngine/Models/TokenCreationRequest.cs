#nullable disable

using System.Security.Claims;
using IdentityEngine.Validation;

namespace IdentityEngine.Models;

/// <summary>What a token is to be made of.</summary>
public class TokenCreationRequest
{
    /// <summary>The user; null if the token is the client's own.</summary>
    public ClaimsPrincipal Subject { get; set; }
    public ResourceValidationResult ValidatedResources { get; set; }
    public ValidatedRequest ValidatedRequest { get; set; }
    /// <summary>Whether an ID token holds the claims of the identity resources themselves.</summary>
    public bool IncludeAllIdentityClaims { get; set; }
    /// <summary>The access token that the ID token is issued with, for <c>at_hash</c>.</summary>
    public string AccessTokenToHash { get; set; }
    /// <summary>The authorization code that the ID token is issued with, for <c>c_hash</c>.</summary>
    public string AuthorizationCodeToHash { get; set; }
    public string StateHash { get; set; }
    public string Nonce { get; set; }
    public string Description { get; set; }
}
