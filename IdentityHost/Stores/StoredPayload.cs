namespace IdentityHost.Stores;

/// <summary>Reads what a grant holds; what can't be read is an outage, never "no such grant".</summary>
internal static class StoredPayload
{
    public static T Read<T>(IPersistentGrantSerializer serializer, PersistedGrant grant)
        where T : class
    {
        try
        {
            return serializer.Deserialize<T>(grant.Data) ?? throw new UnreadablePayloadException(grant.Type, inner: null);
        }
        // Whatever the reason is (another key ring, a payload of a newer version, damage), the serializer's exceptions differ between
        // engines.
        catch (Exception e) when (e is not UnreadablePayloadException)
        {
            throw new UnreadablePayloadException(grant.Type, e);
        }
    }
}
