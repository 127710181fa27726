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
            return serializer.Deserialize<T>(data) ?? throw new UnreadablePayloadException(type, inner: null);
        }
        // Whatever the reason is (another key ring, a payload of a newer version, damage), the serializer's exceptions differ between
        // engines.
        catch (Exception e) when (e is not UnreadablePayloadException)
        {
            throw new UnreadablePayloadException(type, e);
        }
    }
}
