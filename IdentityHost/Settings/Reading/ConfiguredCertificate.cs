using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdentityHost.Settings.Reading;

/// <summary>A certificate of the configuration.</summary>
/// <param name="Setting">The setting under which its file stands.</param>
/// <param name="Use">What it is for.</param>
internal sealed record ConfiguredCertificate(string Setting, CertificateFile File, CertificateUse Use)
{
    /// <summary>Data Protection's, and those with which Kestrel answers.</summary>
    /// <param name="contentRoot">Where Kestrel's relative paths begin.</param>
    public static IEnumerable<ConfiguredCertificate> Of(DataProtectionSettings dataProtection, IConfiguration configuration, string contentRoot)
    {
        const string Own = $"{IdentityHostSettings.Section}:DataProtection";
        if (dataProtection.Certificate is { } current)
            yield return new($"{Own}:Certificate", current, CertificateUse.Encrypting);
        for (var i = 0; i < dataProtection.FormerCertificates.Count; i++)
            yield return new($"{Own}:FormerCertificates:{i}", dataProtection.FormerCertificates[i], CertificateUse.Decrypting);

        var kestrel = configuration.GetSection("Kestrel");
        var endpoints = kestrel.GetSection("Endpoints").GetChildren().ToList();
        var sections = endpoints.Concat(endpoints.SelectMany(endpoint => endpoint.GetSection("Sni").GetChildren()))
            .Select(endpoint => endpoint.GetSection("Certificate"))
            .Prepend(kestrel.GetSection("Certificates:Default"));
        foreach (var section in sections)
        {
            // Without a path it comes from a store, where whoever looks after that looks after its end as well.
            if (section["Path"] is { Length: > 0 } path)
                yield return new(section.Path, FromKestrel(section, path, contentRoot), CertificateUse.Serving);
        }
    }

    /// <summary>When it ends; null if it can't be loaded.</summary>
    public DateTimeOffset? End
    {
        get
        {
            try
            {
                using var certificate = File.Load();
                return new DateTimeOffset(certificate.NotAfter);
            }
            catch (Exception e) when (IsUnreadable(e))
            {
                return null;
            }
        }
    }

    /// <returns>One sentence that names the setting, or null if the certificate can be used now.</returns>
    public string? WhyUnusable(DateTimeOffset now)
    {
        if (Array.Find([File.Path, File.KeyPath], path => path is not null && !System.IO.File.Exists(path)) is { } missing)
            return $"{Setting}:Path must be {Allowed}; '{missing}' is not there.";
        try
        {
            using var certificate = File.Load();
            if (!HasKey(certificate))
                return $"{Setting}:Path must be {Allowed}; '{File.Path}' has none.";
            // What it encrypted it decrypts for ever.
            return Use != CertificateUse.Decrypting && new DateTimeOffset(certificate.NotAfter) <= now
                ? string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"{Setting}:Path must be a certificate that is still valid; '{File.Path}' expired at {certificate.NotAfter.ToUniversalTime():u}.")
                : null;
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return $"{Setting}:Path must be {Allowed}; '{File.Path}' can't be loaded ({e.GetType().Name}).";
        }
    }

    private string Allowed => "a readable PKCS#12 file, or a PEM file with KeyPath, with "
        + (Use == CertificateUse.Serving ? "a private key" : "an RSA private key");

    private static CertificateFile FromKestrel(IConfigurationSection section, string path, string contentRoot) => new()
    {
        Path = Path.Combine(contentRoot, path),
        KeyPath = section["KeyPath"] is { Length: > 0 } key ? Path.Combine(contentRoot, key) : null,
        Password = section["Password"],
    };

    private static bool IsUnreadable(Exception e) =>
        e is CryptographicException or IOException or ArgumentException or UnauthorizedAccessException;

    private bool HasKey(X509Certificate2 certificate)
    {
        if (Use == CertificateUse.Serving)
            return certificate.HasPrivateKey;
        // XML encryption, which Data Protection uses, wraps its key with RSA.
        using var key = certificate.GetRSAPrivateKey();
        return key is not null;
    }
}
