using System.Text.Json.Serialization;

namespace IdentityEngine.Stores.Serialization;

/// <summary>Unknown members are skipped; a required one that is missing or null makes a payload unreadable.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(UtcDateTimeConverter)])]
[JsonSerializable(typeof(GrantContainer))]
[JsonSerializable(typeof(StoredToken))]
[JsonSerializable(typeof(StoredAuthorizationCode))]
[JsonSerializable(typeof(StoredRefreshToken))]
[JsonSerializable(typeof(StoredConsent))]
[JsonSerializable(typeof(StoredDeviceCode))]
internal sealed partial class GrantJsonContext : JsonSerializerContext;
