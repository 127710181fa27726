using System.Security.Claims;

namespace IdentityEngine.Models;

/// <summary>What an authorization code stands for (RFC 6749 section 4.1.2).</summary>
public class AuthorizationCode
{
    /// <summary>UTC.</summary>
    public DateTime CreationTime { get; set; }
    /// <summary>Seconds.</summary>
    public int Lifetime { get; set; }
    public string ClientId { get; set; } = null!;
    public ClaimsPrincipal Subject { get; set; } = null!;
    public bool IsOpenId { get; set; }
    public IEnumerable<string> RequestedScopes { get; set; } = null!;
    public string RedirectUri { get; set; } = null!;
    public string? Nonce { get; set; }
    public string? StateHash { get; set; }
    public bool WasConsentShown { get; set; }
    public string SessionId { get; set; } = null!;
    /// <summary>The hash of the challenge (<see cref="HashExtensions.Sha256(string)"/>); in codes of earlier versions the challenge itself.</summary>
    public string? CodeChallenge { get; set; }
    public string? CodeChallengeMethod { get; set; }
    public string? Description { get; set; }
    public IDictionary<string, string> Properties { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
