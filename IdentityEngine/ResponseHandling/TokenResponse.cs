namespace IdentityEngine.ResponseHandling;

/// <summary>RFC 6749 section 5.1.</summary>
public class TokenResponse
{
    /// <summary><c>token_type</c>.</summary>
    public string AccessTokenType { get; set; } = "Bearer";
    public string? IdentityToken { get; set; }
    public string AccessToken { get; set; } = null!;
    /// <summary>Seconds.</summary>
    public int AccessTokenLifetime { get; set; }
    public string? RefreshToken { get; set; }
    public string Scope { get; set; } = null!;
    /// <summary>Further members. They never overwrite a member that the protocol defines.</summary>
    public Dictionary<string, object> Custom { get; set; } = new(StringComparer.Ordinal);
}
