#nullable disable

namespace IdentityEngine.ResponseHandling;

/// <summary>RFC 7009 section 2.2.</summary>
public class TokenRevocationResponse
{
    /// <summary>Whether a token was found and revoked. The caller is not told.</summary>
    public bool Success { get; set; }
    public string TokenType { get; set; }
    public string Error { get; set; }
}
