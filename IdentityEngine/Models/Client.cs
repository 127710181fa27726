namespace IdentityEngine.Models;

/// <summary>An OAuth client (RFC 6749 section 2).</summary>
public class Client : IConnectedApplication
{
    /// <summary>A disabled client gets nothing, and its tokens are not active.</summary>
    public bool Enabled { get; set; } = true;
    public string ClientId { get; set; } = null!;
    public string ProtocolType { get; set; } = "oidc";
    /// <summary>Any one of them that has not expired authenticates the client.</summary>
    public ICollection<Secret> ClientSecrets { get; set; } = new HashSet<Secret>();
    /// <summary>False for a public client (RFC 6749 section 2.1).</summary>
    public bool RequireClientSecret { get; set; } = true;
    public string? ClientName { get; set; }
    public string? Description { get; set; }
    /// <summary>A page about the client, for the consent page.</summary>
    public string? ClientUri { get; set; }
    /// <summary>A picture of the client, for the consent page.</summary>
    public string? LogoUri { get; set; }
    /// <summary>Whether the user is asked before the client gets anything.</summary>
    public bool RequireConsent { get; set; }
    /// <summary>Whether the user may have the answer remembered.</summary>
    public bool AllowRememberConsent { get; set; } = true;
    /// <summary>Seconds that a remembered consent lasts; null: until it is revoked.</summary>
    public int? ConsentLifetime { get; set; }
    /// <summary>Values of <c>grant_type</c> that the client may use.</summary>
    public ICollection<string> AllowedGrantTypes { get; set; } = new HashSet<string>(StringComparer.Ordinal);
    /// <summary>Whether the code flow demands a code challenge (RFC 7636).</summary>
    public bool RequirePkce { get; set; } = true;
    /// <summary>Whether the code challenge may be the verifier itself (RFC 7636 section 4.2: only for clients that can't hash).</summary>
    public bool AllowPlainTextPkce { get; set; }
    /// <summary>Compared as they stand (RFC 9700 section 2.1).</summary>
    public ICollection<string> RedirectUris { get; set; } = new HashSet<string>(StringComparer.Ordinal);
    /// <summary>Where the browser may go after a sign-out (OpenID Connect RP-Initiated Logout 1.0 section 3.1). Compared as they stand.</summary>
    public ICollection<string> PostLogoutRedirectUris { get; set; } = new HashSet<string>(StringComparer.Ordinal);
    /// <summary>Loaded in a frame when the user signs out (OpenID Connect Front-Channel Logout 1.0).</summary>
    public string? FrontChannelLogoutUri { get; set; }
    /// <summary>Whether <see cref="FrontChannelLogoutUri"/> is sent <c>iss</c> and <c>sid</c>.</summary>
    public bool FrontChannelLogoutSessionRequired { get; set; } = true;
    /// <summary>Sent a logout token when the user signs out (OpenID Connect Back-Channel Logout 1.0).</summary>
    public string? BackChannelLogoutUri { get; set; }
    /// <summary>Whether the logout token carries <c>sid</c>.</summary>
    public bool BackChannelLogoutSessionRequired { get; set; } = true;
    /// <summary>Whether the client may ask for <c>offline_access</c>: a refresh token.</summary>
    public bool AllowOfflineAccess { get; set; }
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
    /// <summary>Seconds from the first refresh token of an authorization to the end of the last; 0 with a sliding expiration: no end.</summary>
    public int AbsoluteRefreshTokenLifetime { get; set; } = 2592000;
    /// <summary>Seconds that a refresh token lasts from its last use.</summary>
    public int SlidingRefreshTokenLifetime { get; set; } = 1296000;
    /// <summary>Whether a refresh token is replaced when it is used (RFC 9700 section 4.14).</summary>
    public TokenUsage RefreshTokenUsage { get; set; } = TokenUsage.OneTimeOnly;
    public TokenExpiration RefreshTokenExpiration { get; set; } = TokenExpiration.Absolute;
    /// <summary>Whether the claims of the access token are looked up again at each refresh.</summary>
    public bool UpdateAccessTokenClaimsOnRefresh { get; set; }
    public AccessTokenType AccessTokenType { get; set; } = AccessTokenType.Jwt;
    /// <summary>Whether the user may sign in at this server itself.</summary>
    public bool EnableLocalLogin { get; set; } = true;
    /// <summary>Whether JWT access tokens carry an id (<c>jti</c>).</summary>
    public bool IncludeJwtId { get; set; } = true;
    public ICollection<ClientClaim> Claims { get; set; } = new HashSet<ClientClaim>();
    /// <summary>Whether <see cref="Claims"/> are sent in users' tokens as well.</summary>
    public bool AlwaysSendClientClaims { get; set; }
    /// <summary>Put before the type of each of <see cref="Claims"/>, so that none is taken for a claim about the user.</summary>
    public string? ClientClaimsPrefix { get; set; } = "client_";
    /// <summary>Seconds since the user last signed in actively, at most; null: no limit of this client's own.</summary>
    public int? UserSsoLifetime { get; set; }
    /// <summary>The kind of user code; null: the server's default.</summary>
    public string? UserCodeType { get; set; }
    /// <summary>Seconds.</summary>
    public int DeviceCodeLifetime { get; set; } = 300;
    /// <summary>Seconds that a device has to wait between two polls (RFC 8628 section 3.2); null: the server's default.</summary>
    public int? PollingInterval { get; set; }
    /// <summary>Whether the client's tokens end with the session in which they were issued; null: as the server's option says.</summary>
    public bool? CoordinateLifetimeWithUserSession { get; set; }
    /// <summary>The deployer's own settings, such as <c>can_introspect</c>.</summary>
    public IDictionary<string, string> Properties { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    string IConnectedApplication.Identifier => ClientId;
    string? IConnectedApplication.DisplayName => ClientName;
}
