using System.Security.Cryptography;
using IdentityEngine.Models;

namespace IdentityEngine.Services.KeyManagement;

/// <summary>An elliptic-curve key as JSON. Members stand in the stored order; the curve follows from the algorithm.</summary>
internal sealed class StoredEcKey
{
    public required byte[] D { get; init; }
    public required StoredEcPoint Q { get; init; }
    public required string Id { get; init; }
    public string? Algorithm { get; init; }
    public bool HasX509Certificate { get; init; }
    public DateTime Created { get; init; }

    internal static StoredEcKey From(EcKeyContainer key) => new()
    {
        D = key.Parameters.D!,
        Q = new StoredEcPoint { X = key.Parameters.Q.X!, Y = key.Parameters.Q.Y! },
        Id = key.Id,
        Algorithm = key.Algorithm,
        Created = key.Created,
    };

    internal EcKeyContainer ToContainer(SerializedKey row) => new(row.Id, row.Algorithm, row.Created, new ECParameters
    {
        Curve = SigningKeyAlgorithms.Curve(row.Algorithm),
        D = D,
        Q = new ECPoint { X = Q.X, Y = Q.Y },
    });
}
