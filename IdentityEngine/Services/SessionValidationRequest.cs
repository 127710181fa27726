#nullable disable

using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>Asks whether the session lives in which a token was issued.</summary>
public class SessionValidationRequest
{
    internal string SubjectId { get; set; }
    internal string SessionId { get; set; }
    /// <summary>The token's client.</summary>
    internal Client Client { get; set; }
}
