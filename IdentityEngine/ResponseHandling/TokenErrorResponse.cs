#nullable disable

namespace IdentityEngine.ResponseHandling;

/// <summary>RFC 6749 section 5.2.</summary>
public class TokenErrorResponse
{
    public string Error { get; set; }
    public string ErrorDescription { get; set; }
    /// <summary>Further members. They never overwrite a member that the protocol defines.</summary>
    public Dictionary<string, object> Custom { get; set; } = new(StringComparer.Ordinal);
}
