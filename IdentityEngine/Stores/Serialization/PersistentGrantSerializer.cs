using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IdentityEngine.Configuration;
using IdentityEngine.Models;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityEngine.Stores.Serialization;

/// <summary>Writes grants in the stored format that both engines share: a container around the inner JSON, which may be encrypted.</summary>
internal sealed class PersistentGrantSerializer(IDataProtectionProvider dataProtection, IdentityServerOptions options) : IPersistentGrantSerializer
{
    private readonly IDataProtector protector = dataProtection.CreateProtector(nameof(PersistentGrantSerializer));

    public string Serialize<T>(T value)
    {
        var inner = value switch
        {
            Token token => JsonSerializer.Serialize(StoredToken.From(token), GrantJsonContext.Default.StoredToken),
            AuthorizationCode code => JsonSerializer.Serialize(StoredAuthorizationCode.From(code), GrantJsonContext.Default.StoredAuthorizationCode),
            DeviceCode code => JsonSerializer.Serialize(StoredDeviceCode.From(code), GrantJsonContext.Default.StoredDeviceCode),
            RefreshToken token => JsonSerializer.Serialize(StoredRefreshToken.From(token), GrantJsonContext.Default.StoredRefreshToken),
            Consent consent => JsonSerializer.Serialize(StoredConsent.From(consent), GrantJsonContext.Default.StoredConsent),
            _ => throw Unsupported(typeof(T)),
        };

        var protect = options.PersistentGrants.DataProtectData;
        var container = new GrantContainer
        {
            PersistentGrantDataContainerVersion = GrantContainer.CurrentVersion,
            DataProtected = protect,
            Payload = protect ? protector.Protect(inner) : inner,
        };
        return JsonSerializer.Serialize(container, GrantJsonContext.Default.GrantContainer);
    }

    public T Deserialize<T>(string json)
    {
        var inner = Open(json);

        if (typeof(T) == typeof(Token))
            return (T)(object)Read(inner, GrantJsonContext.Default.StoredToken).ToToken();
        if (typeof(T) == typeof(AuthorizationCode))
            return (T)(object)Read(inner, GrantJsonContext.Default.StoredAuthorizationCode).ToAuthorizationCode();
        if (typeof(T) == typeof(DeviceCode))
            return (T)(object)Read(inner, GrantJsonContext.Default.StoredDeviceCode).ToDeviceCode();
        if (typeof(T) == typeof(RefreshToken))
            return (T)(object)Read(inner, GrantJsonContext.Default.StoredRefreshToken).ToRefreshToken();
        if (typeof(T) == typeof(Consent))
            return (T)(object)Read(inner, GrantJsonContext.Default.StoredConsent).ToConsent();

        throw Unsupported(typeof(T));
    }

    private string Open(string json)
    {
        var container = Read(json, GrantJsonContext.Default.GrantContainer);

        return container switch
        {
            // Before there were containers, a row held the inner JSON itself.
            { PersistentGrantDataContainerVersion: 0, Payload: null } => json,
            { PersistentGrantDataContainerVersion: GrantContainer.CurrentVersion, Payload: { } payload, DataProtected: true } =>
                protector.Unprotect(payload),
            { PersistentGrantDataContainerVersion: GrantContainer.CurrentVersion, Payload: { } payload } => payload,
            _ => throw new JsonException($"A stored grant is in a container of unknown version {container.PersistentGrantDataContainerVersion}."),
        };
    }

    private static T Read<T>(string json, JsonTypeInfo<T> type)
        where T : class
    {
        if (string.IsNullOrEmpty(json))
            throw new JsonException("A stored grant is empty.");

        return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("A stored grant is null.");
    }

    private static NotSupportedException Unsupported(Type type) => new($"Grants of type {type} are not supported.");
}
