using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdentityHost.Settings;

/// <summary>A certificate with its private key: a PKCS#12 file, or a PEM file with its key beside it.</summary>
public sealed class CertificateFile
{
    /// <summary>The certificate: <c>.pfx</c>/<c>.p12</c>, or PEM.</summary>
    public string Path { get; set; } = "";

    /// <summary>The private key as a PEM file; says that <see cref="Path"/> is PEM too.</summary>
    public string? KeyPath { get; set; }

    /// <summary>The password of the PKCS#12 file or of the encrypted PEM key.</summary>
    public string? Password { get; set; }

    /// <summary>Loads it.</summary>
    /// <exception cref="CryptographicException">It is not such a certificate, or the password is wrong.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public X509Certificate2 Load()
    {
        if (KeyPath is null)
            return X509CertificateLoader.LoadPkcs12FromFile(Path, Password);
        return Password is null
            ? X509Certificate2.CreateFromPemFile(Path, KeyPath)
            : X509Certificate2.CreateFromEncryptedPemFile(Path, Password, KeyPath);
    }
}
