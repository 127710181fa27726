using Microsoft.IdentityModel.Tokens;

namespace IdentityEngine.Models;

/// <summary>A public key and the algorithm that it is for.</summary>
public class SecurityKeyInfo
{
    public SecurityKey Key { get; set; } = null!;
    public string SigningAlgorithm { get; set; } = null!;
}
