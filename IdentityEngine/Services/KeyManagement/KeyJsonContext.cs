using System.Text.Json.Serialization;

namespace IdentityEngine.Services.KeyManagement;

/// <summary>Unknown members are skipped; one that is missing or null makes a key unreadable.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(StoredRsaKey))]
[JsonSerializable(typeof(StoredEcKey))]
internal sealed partial class KeyJsonContext : JsonSerializerContext;
