namespace IdentityEngine.Models;

/// <summary>A session as it is stored: what is searched for, and the protected ticket.</summary>
public class ServerSideSession
{
    /// <summary>What the session cookie refers to. It says nothing to anybody else.</summary>
    public string Key { get; set; } = null!;
    /// <summary>The authentication scheme of the cookie.</summary>
    public string Scheme { get; set; } = null!;
    public string SubjectId { get; set; } = null!;
    public string SessionId { get; set; } = null!;
    public string? DisplayName { get; set; }
    public DateTime Created { get; set; }
    public DateTime Renewed { get; set; }
    public DateTime? Expires { get; set; }
    /// <summary>The authentication ticket, protected.</summary>
    public string Ticket { get; set; } = null!;
}
