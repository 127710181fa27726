using Microsoft.IdentityModel.Tokens;

namespace IdentityEngine.Configuration;

/// <summary>
/// How signing keys are made, chosen and stored. A key is announced for <see cref="PropagationTime"/>, signs until it is
/// <see cref="RotationInterval"/> old, and validates for <see cref="RetentionDuration"/> more.
/// </summary>
public class KeyManagementOptions
{
    /// <summary>Bits of an RSA key.</summary>
    public int RsaKeySize { get; set; } = 2048;
    /// <summary>There is a key for each of these; the first is the default.</summary>
    public ICollection<SigningAlgorithmOptions> SigningAlgorithms { get; set; } = [new SigningAlgorithmOptions(SecurityAlgorithms.RsaSha256)];
    /// <summary>How long keys that were read from the store are used before it is asked again.</summary>
    public TimeSpan KeyCacheDuration { get; set; } = TimeSpan.FromHours(24);
    /// <summary>How long a key is published before it signs, as long as an older one can sign.</summary>
    public TimeSpan PropagationTime { get; set; } = TimeSpan.FromDays(14);
    /// <summary>How old a key is when it stops to sign. Its successor is made <see cref="PropagationTime"/> before that.</summary>
    public TimeSpan RotationInterval { get; set; } = TimeSpan.FromDays(90);
    /// <summary>How long a key that no longer signs is still published: tokens that live longer than this outlive their key.</summary>
    public TimeSpan RetentionDuration { get; set; } = TimeSpan.FromDays(14);
    /// <summary>Whether a key that is no longer published is deleted.</summary>
    public bool DeleteRetiredKeys { get; set; } = true;
    /// <summary>Whether keys are encrypted by Data Protection. Both kinds are read, whatever this says.</summary>
    public bool DataProtectKeys { get; set; } = true;
}
