using IdentityEngine.Models;

namespace IdentityEngine.Services.KeyManagement;

/// <summary>An RSA key as JSON. Members stand in the stored order.</summary>
internal sealed class StoredRsaKey
{
    public required StoredRsaParameters Parameters { get; init; }
    public required string Id { get; init; }
    public string? Algorithm { get; init; }
    public bool HasX509Certificate { get; init; }
    public DateTime Created { get; init; }

    internal static StoredRsaKey From(RsaKeyContainer key) => new()
    {
        Parameters = StoredRsaParameters.From(key.Parameters),
        Id = key.Id,
        Algorithm = key.Algorithm,
        Created = key.Created,
    };

    internal RsaKeyContainer ToContainer(SerializedKey row) => new(row.Id, row.Algorithm, row.Created, Parameters.ToParameters());
}
