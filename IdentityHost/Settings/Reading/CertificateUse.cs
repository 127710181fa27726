namespace IdentityHost.Settings.Reading;

/// <summary>What a certificate is for.</summary>
internal enum CertificateUse
{
    /// <summary>Encrypts the keys of Data Protection.</summary>
    Encrypting,

    /// <summary>Decrypts what it encrypted before.</summary>
    Decrypting,

    /// <summary>Kestrel answers with it.</summary>
    Serving,
}
