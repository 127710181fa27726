using System.Text.Json.Serialization;
using IdentityEngine.Models;

namespace IdentityEngine.Stores;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Message<ErrorMessage>))]
internal sealed partial class ErrorMessageJson : JsonSerializerContext;
