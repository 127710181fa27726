#nullable disable

using System.Security.Claims;
using IdentityEngine.Validation;

namespace IdentityEngine.Models;

/// <summary>What a token is to be made of.</summary>
public class TokenCreationRequest
{
    /// <summary>The user; null if the token is the client's own.</summary>
    internal ClaimsPrincipal Subject { get; set; }
    internal ResourceValidationResult ValidatedResources { get; set; }
    internal ValidatedRequest ValidatedRequest { get; set; }
    /// <summary>Whether an ID token holds the claims of the identity resources themselves.</summary>
    internal bool IncludeAllIdentityClaims { get; set; }
    /// <summary>The access token that the ID token is issued with, for <c>at_hash</c>.</summary>
    internal string AccessTokenToHash { get; set; }
    /// <summary>The authorization code that the ID token is issued with, for <c>c_hash</c>.</summary>
    internal string AuthorizationCodeToHash { get; set; }
    internal string StateHash { get; set; }
    internal string Nonce { get; set; }
    internal string Description { get; set; }
}
