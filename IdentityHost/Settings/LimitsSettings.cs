namespace IdentityHost.Settings;

/// <summary>Limits in which deployments differ. The others are fixed (docs/limits.md).</summary>
public sealed class LimitsSettings
{
    /// <summary>
    /// Characters of <c>scope</c>, 8192 to 49152. Seeds let no client have more scopes than fit into the default; more is for clients that came
    /// into the database in another way. Default 8192.
    /// </summary>
    public int Scope { get; set; } = InputLimits.Scope;

    /// <summary>
    /// Bytes of all headers of a request, 16384 to 262144 (RFC 6585 5: beyond them 431): bearer tokens that are long JWTs, cookies of other applications
    /// on the same domain. Default 32768.
    /// </summary>
    public int RequestHeaderBytes { get; set; } = 32 * 1024;
}
