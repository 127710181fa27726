namespace IdentityEngine.Services.KeyManagement;

internal sealed class StoredEcPoint
{
    public required byte[] X { get; init; }
    public required byte[] Y { get; init; }
}
