namespace IdentityEngine.Configuration;

/// <summary>An algorithm for which there is to be a signing key.</summary>
public class SigningAlgorithmOptions
{
    public SigningAlgorithmOptions(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>A name of RFC 7518 section 3.1: RS256 to RS512, PS256 to PS512, ES256 to ES512.</summary>
    public string Name { get; set; }
}
