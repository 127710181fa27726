using System.Security.Cryptography;

namespace IdentityEngine.Services.KeyManagement;

/// <summary>The numbers of an RSA key, big-endian and in Base64.</summary>
internal sealed class StoredRsaParameters
{
    public required byte[] D { get; init; }
    public required byte[] DP { get; init; }
    public required byte[] DQ { get; init; }
    public required byte[] Exponent { get; init; }
    public required byte[] InverseQ { get; init; }
    public required byte[] Modulus { get; init; }
    public required byte[] P { get; init; }
    public required byte[] Q { get; init; }

    internal static StoredRsaParameters From(RSAParameters key) => new()
    {
        D = key.D!,
        DP = key.DP!,
        DQ = key.DQ!,
        Exponent = key.Exponent!,
        InverseQ = key.InverseQ!,
        Modulus = key.Modulus!,
        P = key.P!,
        Q = key.Q!,
    };

    internal RSAParameters ToParameters() => new()
    {
        D = D,
        DP = DP,
        DQ = DQ,
        Exponent = Exponent,
        InverseQ = InverseQ,
        Modulus = Modulus,
        P = P,
        Q = Q,
    };
}
