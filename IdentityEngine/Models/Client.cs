#nullable disable

namespace IdentityEngine.Models;

/// <summary>An OAuth client (RFC 6749 section 2).</summary>
public class Client : IConnectedApplication
{
    /// <summary>A disabled client gets nothing, and its tokens are not active.</summary>
    public bool Enabled { get; set; } = true;
    public string ClientId { get; set; }
    public string ProtocolType { get; set; } = "oidc";
    /// <summary>Any one of them that has not expired authenticates the client.</summary>
    public ICollection<Secret> ClientSecrets { get; set; } = new HashSet<Secret>();
    /// <summary>False for a public client (RFC 6749 section 2.1).</summary>
    public bool RequireClientSecret { get; set; } = true;
    public string ClientName { get; set; }
    public string Description { get; set; }
    public bool RequireConsent { get; set; }
    /// <summary>Values of <c>grant_type</c> that the client may use.</summary>
    public ICollection<string> AllowedGrantTypes { get; set; } = new HashSet<string>(StringComparer.Ordinal);
    /// <summary>Whether the code flow demands a code challenge (RFC 7636).</summary>
    public bool RequirePkce { get; set; } = true;
    /// <summary>Compared as they stand (RFC 9700 section 2.1).</summary>
    public ICollection<string> RedirectUris { get; set; } = new HashSet<string>(StringComparer.Ordinal);
    public ICollection<string> AllowedScopes { get; set; } = new HashSet<string>(StringComparer.Ordinal);
    public bool AlwaysIncludeUserClaimsInIdToken { get; set; }
    /// <summary>Seconds.</summary>
    public int IdentityTokenLifetime { get; set; } = 300;
    /// <summary>Algorithms for the client's ID tokens; empty: the server's default.</summary>
    public ICollection<string> AllowedIdentityTokenSigningAlgorithms { get; set; } = new HashSet<string>(StringComparer.Ordinal);
    /// <summary>Seconds.</summary>
    public int AccessTokenLifetime { get; set; } = 3600;
    /// <summary>Seconds.</summary>
    public int AuthorizationCodeLifetime { get; set; } = 300;
    public AccessTokenType AccessTokenType { get; set; } = AccessTokenType.Jwt;
    /// <summary>Whether the user may sign in at this server itself.</summary>
    public bool EnableLocalLogin { get; set; } = true;
    /// <summary>Whether JWT access tokens carry an id (<c>jti</c>).</summary>
    public bool IncludeJwtId { get; set; } = true;
    public ICollection<ClientClaim> Claims { get; set; } = new HashSet<ClientClaim>();
    /// <summary>Whether <see cref="Claims"/> are sent in users' tokens as well.</summary>
    public bool AlwaysSendClientClaims { get; set; }
    /// <summary>Put before the type of each of <see cref="Claims"/>, so that none is taken for a claim about the user.</summary>
    public string ClientClaimsPrefix { get; set; } = "client_";
    /// <summary>Seconds since the user last signed in actively, at most; null: no limit of this client's own.</summary>
    public int? UserSsoLifetime { get; set; }
    /// <summary>The deployer's own settings, such as <c>can_introspect</c>.</summary>
    public IDictionary<string, string> Properties { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    string IConnectedApplication.Identifier => ClientId;
    string IConnectedApplication.DisplayName => ClientName;
}
