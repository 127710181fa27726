#nullable disable

using Microsoft.IdentityModel.Tokens;

namespace IdentityEngine.Models;

/// <summary>A public key and the algorithm that it is for.</summary>
public class SecurityKeyInfo
{
    public SecurityKey Key { get; set; }
    public string SigningAlgorithm { get; set; }
}
