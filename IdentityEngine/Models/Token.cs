using System.Security.Claims;

namespace IdentityEngine.Models;

/// <summary>A token before it is written as a JWT or stored as a reference token.</summary>
public class Token
{
    public Token()
    {
    }

    public Token(string tokenType) => Type = tokenType;

    /// <summary>Algorithms of which the JWT must use one; empty: the server's default.</summary>
    public ICollection<string> AllowedSigningAlgorithms { get; set; } = new HashSet<string>(StringComparer.Ordinal);
    /// <summary>A JSON object: the key that a stored token is bound to (RFC 7800), <c>cnf</c> of its introspection. Null for a bearer token.</summary>
    public string? Confirmation { get; set; }
    public ICollection<string> Audiences { get; set; } = new HashSet<string>(StringComparer.Ordinal);
    public string Issuer { get; set; } = null!;
    /// <summary>UTC.</summary>
    public DateTime CreationTime { get; set; }
    /// <summary>Seconds.</summary>
    public int Lifetime { get; set; }
    /// <summary>One of <see cref="IdentityServerConstants.TokenTypes"/>.</summary>
    public string Type { get; set; } = IdentityServerConstants.TokenTypes.AccessToken;
    public string ClientId { get; set; } = null!;
    public AccessTokenType AccessTokenType { get; set; }
    public string? Description { get; set; }
    public bool IncludeJwtId { get; set; }
    public ICollection<Claim> Claims { get; set; } = [];
    public int Version { get; set; } = 5;

    public string? SubjectId => FirstValue("sub");
    public string? SessionId => FirstValue("sid");
    public IEnumerable<string> Scopes => Claims.Where(claim => string.Equals(claim.Type, "scope", StringComparison.Ordinal)).Select(claim => claim.Value);

    private string? FirstValue(string type) =>
        Claims.FirstOrDefault(claim => string.Equals(claim.Type, type, StringComparison.Ordinal))?.Value;
}
