using IdentityEngine.Models;

namespace IdentityEngine.Stores.Serialization;

/// <summary>The inner JSON of a device code. Members stand in the stored order.</summary>
internal sealed class StoredDeviceCode
{
    public required DateTime CreationTime { get; init; }
    public required int Lifetime { get; init; }
    public required string ClientId { get; init; }
    public string? Description { get; init; }
    public bool IsOpenId { get; init; }
    public bool IsAuthorized { get; init; }
    public string[]? RequestedScopes { get; init; }
    public string[]? AuthorizedScopes { get; init; }
    public StoredPrincipal? Subject { get; init; }
    public string? SessionId { get; init; }

    internal static StoredDeviceCode From(DeviceCode code) => new()
    {
        CreationTime = code.CreationTime,
        Lifetime = code.Lifetime,
        ClientId = code.ClientId,
        Description = code.Description,
        IsOpenId = code.IsOpenId,
        IsAuthorized = code.IsAuthorized,
        RequestedScopes = [.. code.RequestedScopes ?? []],
        AuthorizedScopes = code.AuthorizedScopes is null ? null : [.. code.AuthorizedScopes],
        Subject = code.Subject is null ? null : StoredPrincipal.From(code.Subject),
        SessionId = code.SessionId,
    };

    internal DeviceCode ToDeviceCode() => new()
    {
        CreationTime = CreationTime,
        Lifetime = Lifetime,
        ClientId = ClientId,
        Description = Description,
        IsOpenId = IsOpenId,
        IsAuthorized = IsAuthorized,
        RequestedScopes = RequestedScopes ?? [],
        AuthorizedScopes = AuthorizedScopes,
        Subject = Subject?.ToPrincipal(),
        SessionId = SessionId,
    };
}
