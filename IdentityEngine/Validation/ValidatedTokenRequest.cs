using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>A validated request to the token endpoint.</summary>
public class ValidatedTokenRequest : ValidatedRequest
{
    public string GrantType { get; set; } = null!;
    public IEnumerable<string>? RequestedScopes { get; set; }
    public AuthorizationCode? AuthorizationCode { get; set; }
    /// <summary>The code as it was presented. Never logged.</summary>
    public string? AuthorizationCodeHandle { get; set; }
    public string? CodeVerifier { get; set; }
    public DeviceCode? DeviceCode { get; set; }
    public RefreshToken? RefreshToken { get; set; }
    /// <summary>The refresh token as it was presented. Never logged.</summary>
    public string? RefreshTokenHandle { get; set; }
}
