using System.Security.Claims;

namespace IdentityEngine.Models;

/// <summary>What a refresh token stands for (RFC 6749 section 1.5).</summary>
public class RefreshToken
{
    private const string NoResourceIndicator = "";

    /// <summary>UTC. That of the first token of the authorization: a token that replaces another takes it over.</summary>
    public DateTime CreationTime { get; set; }
    /// <summary>Seconds from <see cref="CreationTime"/>.</summary>
    public int Lifetime { get; set; }
    /// <summary>UTC; when a token that is good once was used.</summary>
    public DateTime? ConsumedTime { get; set; }
    /// <summary>The access tokens whose claims the next ones take over, by resource indicator; the empty one is none.</summary>
    public Dictionary<string, Token> AccessTokens { get; set; } = new(StringComparer.Ordinal);
    public ClaimsPrincipal Subject { get; set; } = null!;
    public int Version { get; set; } = 5;
    public string ClientId { get; set; } = null!;
    public string? SubjectId => Subject?.FindFirst(JwtClaimTypes.Subject)?.Value;
    public string? SessionId { get; set; }
    public string? Description { get; set; }
    /// <summary>What was granted; a request may ask for less (RFC 6749 section 6).</summary>
    public IEnumerable<string> AuthorizedScopes { get; set; } = null!;

    public Token? GetAccessToken(string? resourceIndicator = null) => AccessTokens.GetValueOrDefault(resourceIndicator ?? NoResourceIndicator);

    public void SetAccessToken(Token token, string? resourceIndicator = null) => AccessTokens[resourceIndicator ?? NoResourceIndicator] = token;
}
