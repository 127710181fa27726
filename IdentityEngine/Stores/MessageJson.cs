using System.Text.Json.Serialization;
using IdentityEngine.Models;

namespace IdentityEngine.Stores;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Message<ErrorMessage>))]
[JsonSerializable(typeof(Message<LogoutMessage>))]
[JsonSerializable(typeof(Message<LogoutNotificationContext>))]
internal sealed partial class MessageJson : JsonSerializerContext;
