using System.Text.Json.Serialization;
using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>What stands in the cookie of <see cref="InteractionAnswer"/>.</summary>
internal sealed class StoredAnswer
{
    public required string Request { get; init; }
    public string? SubjectId { get; init; }
    public InteractionError? Error { get; init; }
    public string? ErrorDescription { get; init; }
    public string[] Scopes { get; init; } = [];
    public bool Remember { get; init; }
    public string? Description { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredAnswer))]
internal sealed partial class StoredAnswerJson : JsonSerializerContext;
