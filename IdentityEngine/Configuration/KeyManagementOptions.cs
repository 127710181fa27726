#nullable disable

using Microsoft.IdentityModel.Tokens;

namespace IdentityEngine.Configuration;

/// <summary>How signing keys are made, chosen and stored.</summary>
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
    /// <summary>Whether keys are encrypted by Data Protection. Both kinds are read, whatever this says.</summary>
    public bool DataProtectKeys { get; set; } = true;
}
