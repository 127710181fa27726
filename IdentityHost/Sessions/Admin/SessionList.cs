using System.Text.Json.Serialization;

namespace IdentityHost.Sessions.Admin;

/// <param name="Page">Names this page to the request for the next (<c>page</c>) or the one before (<c>direction=back</c> as well).</param>
/// <param name="HasPrevious">Whether there are earlier ones.</param>
/// <param name="HasNext">Whether there are more.</param>
internal sealed record SessionList(
    [property: JsonPropertyName("sessions")] IReadOnlyList<SessionEntry> Sessions,
    [property: JsonPropertyName("page")] string? Page,
    [property: JsonPropertyName("has_previous")] bool HasPrevious,
    [property: JsonPropertyName("has_next")] bool HasNext);

internal sealed record SessionEntry(
    [property: JsonPropertyName("subject")] string Subject,
    [property: JsonPropertyName("session")] string Session,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("created")] DateTime Created,
    [property: JsonPropertyName("renewed")] DateTime Renewed,
    [property: JsonPropertyName("expires")] DateTime? Expires,
    [property: JsonPropertyName("clients")] IReadOnlyCollection<string> Clients);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SessionList))]
internal sealed partial class SessionJson : JsonSerializerContext;
