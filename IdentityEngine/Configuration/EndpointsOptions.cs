namespace IdentityEngine.Configuration;

/// <summary>Which endpoints there are. One that is off answers 404 and is not in discovery.</summary>
public class EndpointsOptions
{
    public bool EnableAuthorizeEndpoint { get; set; } = true;
    public bool EnableTokenEndpoint { get; set; } = true;
    public bool EnableUserInfoEndpoint { get; set; } = true;
    public bool EnableDiscoveryEndpoint { get; set; } = true;
    public bool EnableEndSessionEndpoint { get; set; } = true;
    public bool EnableCheckSessionEndpoint { get; set; } = true;
    public bool EnableTokenRevocationEndpoint { get; set; } = true;
    public bool EnableIntrospectionEndpoint { get; set; } = true;
    /// <summary>RFC 8628.</summary>
    public bool EnableDeviceAuthorizationEndpoint { get; set; } = true;
    /// <summary>RFC 8414.</summary>
    public bool EnableOAuth2MetadataEndpoint { get; set; } = true;
}
