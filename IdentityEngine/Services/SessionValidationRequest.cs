#nullable disable

using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>Asks whether the session lives in which a token was issued.</summary>
public class SessionValidationRequest
{
    public string SubjectId { get; set; }
    public string SessionId { get; set; }
    /// <summary>The token's client.</summary>
    public Client Client { get; set; }
}
