using IdentityEngine.Stores.Serialization;

namespace IdentityEngine.Configuration;

/// <summary>The engine's options.</summary>
public class IdentityServerOptions
{
    /// <summary>The issuer; null: origin and base path of the request. Fix it, unless every request has the same.</summary>
    public string? IssuerUri { get; set; }
    /// <summary>Whether an issuer that is taken from the request is written in lower case.</summary>
    public bool LowerCaseIssuerUri { get; set; } = true;
    /// <summary>Header <c>typ</c> of JWT access tokens (RFC 9068 section 2.1).</summary>
    public string AccessTokenJwtType { get; set; } = "at+jwt";
    /// <summary>Header <c>typ</c> of logout tokens (OpenID Connect Back-Channel Logout 1.0 section 2.4).</summary>
    public string LogoutTokenJwtType { get; set; } = "logout+jwt";
    /// <summary>Whether every access token has the audience <c>{issuer}/resources</c> as well.</summary>
    public bool EmitStaticAudienceClaim { get; set; }
    /// <summary>Whether <c>scope</c> in a JWT is one string (RFC 9068 section 2.2.3) instead of an array.</summary>
    public bool EmitScopesAsSpaceDelimitedStringInJwt { get; set; }
    /// <summary>Whether authorization responses carry <c>iss</c> (RFC 9207).</summary>
    public bool EmitIssuerIdentificationResponseParameter { get; set; } = true;
    /// <summary>Whether ID tokens carry <c>s_hash</c>, the hash of <c>state</c>.</summary>
    public bool EmitStateHash { get; set; }
    public EndpointsOptions Endpoints { get; set; } = new();
    public DiscoveryOptions Discovery { get; set; } = new();
    public AuthenticationOptions Authentication { get; set; } = new();
    public EventsOptions Events { get; set; } = new();
    public InputLengthRestrictions InputLengthRestrictions { get; set; } = new();
    public UserInteractionOptions UserInteraction { get; set; } = new();
    public DeviceFlowOptions DeviceFlow { get; set; } = new();
    public KeyManagementOptions KeyManagement { get; set; } = new();
    public PersistentGrantOptions PersistentGrants { get; set; } = new();
    public ServerSideSessionOptions ServerSideSessions { get; set; } = new();
    /// <summary>How far clocks may differ when the lifetime of a JWT is checked that another party made.</summary>
    public TimeSpan JwtValidationClockSkew { get; set; } = TimeSpan.FromMinutes(5);
}
