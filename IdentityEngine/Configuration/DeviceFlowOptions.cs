namespace IdentityEngine.Configuration;

/// <summary>The device flow (RFC 8628), for clients that set nothing of their own.</summary>
public class DeviceFlowOptions
{
    /// <summary>The kind of user code: one of <see cref="IdentityServerConstants.UserCodeTypes"/>.</summary>
    public string DefaultUserCodeType { get; set; } = IdentityServerConstants.UserCodeTypes.Numeric;
    /// <summary>Seconds that a device has to wait between two polls (RFC 8628 section 3.2).</summary>
    public int Interval { get; set; } = 5;
}
