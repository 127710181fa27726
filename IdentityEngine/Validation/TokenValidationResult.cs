using System.Security.Claims;
using IdentityEngine.Models;

namespace IdentityEngine.Validation;

public class TokenValidationResult : ValidationResult
{
    public IEnumerable<Claim>? Claims { get; set; }
    /// <summary>The token itself, if it is a JWT.</summary>
    public string? Jwt { get; set; }
    public Token? ReferenceToken { get; set; }
    /// <summary>The token's id (<c>jti</c>), if it is a reference token.</summary>
    public string? ReferenceTokenId { get; set; }
    public RefreshToken? RefreshToken { get; set; }
    public Client? Client { get; set; }
}
