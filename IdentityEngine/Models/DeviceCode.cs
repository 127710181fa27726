using System.Security.Claims;

namespace IdentityEngine.Models;

/// <summary>What a device code stands for (RFC 8628 section 3.2).</summary>
public class DeviceCode
{
    /// <summary>UTC.</summary>
    public DateTime CreationTime { get; set; }
    /// <summary>Seconds.</summary>
    public int Lifetime { get; set; }
    public string ClientId { get; set; } = null!;
    /// <summary>The user's own name for the device.</summary>
    public string? Description { get; set; }
    public bool IsOpenId { get; set; }
    /// <summary>Whether the user has answered: with scopes, or with none, which is a refusal.</summary>
    public bool IsAuthorized { get; set; }
    public IEnumerable<string> RequestedScopes { get; set; } = null!;
    public IEnumerable<string>? AuthorizedScopes { get; set; }
    /// <summary>Who answered; null until somebody did.</summary>
    public ClaimsPrincipal? Subject { get; set; }
    public string? SessionId { get; set; }
}
