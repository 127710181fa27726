namespace IdentityHost.Settings;

/// <summary>What only a host that runs on Duende IdentityServer needs.</summary>
public sealed class DuendeSettings
{
    /// <summary>
    /// The license key, as Duende issued it. Default: none, with which Duende runs as a trial. A host on the built-in engine refuses one.
    /// </summary>
    public string? LicenseKey { get; set; }
}
