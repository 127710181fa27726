#nullable disable

namespace IdentityEngine.Stores.Serialization;

/// <summary>Writes and reads the payload of a grant.</summary>
public interface IPersistentGrantSerializer
{
    string Serialize<T>(T value);

    /// <summary>Reads a payload.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The payload is protected by a key that is not in the ring.</exception>
    /// <exception cref="System.Text.Json.JsonException">It is not a payload of this type.</exception>
    T Deserialize<T>(string json);
}
