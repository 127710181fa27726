namespace IdentityEngine.Configuration;

/// <summary>What discovery shows (OpenID Connect Discovery 1.0 section 3, RFC 8414 section 2).</summary>
public class DiscoveryOptions
{
    public bool ShowEndpoints { get; set; } = true;
    public bool ShowKeySet { get; set; } = true;
    public bool ShowIdentityScopes { get; set; } = true;
    public bool ShowApiScopes { get; set; } = true;
    public bool ShowClaims { get; set; } = true;
    public bool ShowResponseTypes { get; set; } = true;
    public bool ShowResponseModes { get; set; } = true;
    public bool ShowGrantTypes { get; set; } = true;
    public bool ShowTokenEndpointAuthenticationMethods { get; set; } = true;
    public bool ShowRevocationEndpointAuthenticationMethods { get; set; } = true;
    public bool ShowIntrospectionEndpointAuthenticationMethods { get; set; } = true;
    /// <summary>Whether values of <see cref="CustomEntries"/> that begin with <c>~/</c> stand below the base URL.</summary>
    public bool ExpandRelativePathsInCustomEntries { get; set; } = true;
    /// <summary>Seconds for which clients may cache discovery and keys; null: no cache header; 0: not at all.</summary>
    public int? ResponseCacheInterval { get; set; }
    /// <summary>Further members. None replaces a member of the document: it is left out, and logged.</summary>
    public Dictionary<string, object> CustomEntries { get; set; } = new(StringComparer.Ordinal);
}
