using IdentityHost.Outcomes;

namespace IdentityHost.Stores;

/// <summary>Reads what a grant holds; what can't be read is an outage, never "no such grant".</summary>
internal static class StoredPayload
{
    public static T Read<T>(IPersistentGrantSerializer serializer, PersistedGrant grant)
        where T : class => Read<T>(serializer, grant.Type, grant.Data);

    public static T Read<T>(IPersistentGrantSerializer serializer, string type, string data)
        where T : class
    {
        try
        {
            var grant = serializer.Deserialize<T>(data);
            return NamesItsClient(grant) ? grant : throw new UnreadablePayloadException(type, inner: null);
        }
        // Whatever the reason is (another key ring, a payload of a newer version, damage), the serializer's exceptions differ between
        // engines.
        catch (Exception e) when (e is not UnreadablePayloadException)
        {
            throw new UnreadablePayloadException(type, e);
        }
    }

    /// <summary>Every grant has a client. An engine may read a payload with nothing in it (<c>{}</c>) as a grant with nothing in it.</summary>
    internal static bool NamesItsClient(object? grant) => grant switch
    {
        Token token => !string.IsNullOrEmpty(token.ClientId),
        AuthorizationCode code => !string.IsNullOrEmpty(code.ClientId),
        RefreshToken token => !string.IsNullOrEmpty(token.ClientId),
        DeviceCode code => !string.IsNullOrEmpty(code.ClientId),
        _ => grant is not null,
    };
}
