using Microsoft.AspNetCore.Authentication;

namespace IdentityEngine.Models;

/// <summary>A user's session: from the sign-in in one browser to the sign-out or the end of its time.</summary>
public class UserSession
{
    public string SubjectId { get; set; } = null!;
    /// <summary>The claim <c>sid</c> of the tokens that were issued in it.</summary>
    public string SessionId { get; set; } = null!;
    public string? DisplayName { get; set; }
    public DateTime Created { get; set; }
    public DateTime Renewed { get; set; }
    public DateTime? Expires { get; set; }
    /// <summary>The issuer under which the user signed in.</summary>
    public string? Issuer { get; set; }
    /// <summary>The clients that the user went to in this session.</summary>
    public IReadOnlyCollection<string> ClientIds { get; set; } = [];
    public AuthenticationTicket AuthenticationTicket { get; set; } = null!;
}
