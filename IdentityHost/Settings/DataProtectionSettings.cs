namespace IdentityHost.Settings;

/// <summary>
/// How stored payloads and cookies are encrypted. The keys are in PostgreSQL; a certificate encrypts them there, and without one whoever
/// reads the database reads everything.
/// </summary>
public sealed class DataProtectionSettings
{
    /// <summary>
    /// The application name that separates key rings. It must be the same on every node and, for a change of engines, on both. Default
    /// <c>IdentityHost</c>.
    /// </summary>
    public string ApplicationName { get; set; } = "IdentityHost";

    /// <summary>The certificate that encrypts new keys. Required outside Development, unless <see cref="AllowUnprotectedKeys"/>.</summary>
    public CertificateFile? Certificate { get; set; }

    /// <summary>Former certificates, which still decrypt.</summary>
    public IList<CertificateFile> FormerCertificates { get; } = [];

    /// <summary>Stores the keys unencrypted outside Development as well; every start warns. Default false.</summary>
    public bool AllowUnprotectedKeys { get; set; }
}
