using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using IdentityEngine.Events;

namespace IdentityEngine.Services;

/// <summary>
/// An event as a structured log line: each member with a value is a property of its own, a deployer's events included. Events hold no secrets: of
/// a token its last characters.
/// </summary>
internal sealed class EventLine : IReadOnlyList<KeyValuePair<string, object?>>
{
    // Stand in the message's beginning, or on every line of the log.
    private static readonly string[] Elsewhere =
        [nameof(Event.Category), nameof(Event.Name), nameof(Event.Id), nameof(Event.EventType), nameof(Event.TimeStamp), nameof(Event.ProcessId)];

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Members = new();

    private readonly List<KeyValuePair<string, object?>> _values;
    private readonly string _text;

    public EventLine(Event evt)
    {
        var members = new List<KeyValuePair<string, object?>>();
        foreach (var member in Members.GetOrAdd(evt.GetType(), static type => [.. type.GetProperties().Where(IsSaid)]))
        {
            if (Text(member.GetValue(evt)) is { Length: > 0 } value)
            {
                members.Add(new(member.Name, value));
            }
        }

        _text = $"Event {evt.Category}/{evt.Name} ({evt.Id}, {evt.EventType}): {string.Join(", ", members.Select(member => $"{member.Key} {member.Value}"))}";
        _values =
        [
            new(nameof(Event.Category), evt.Category), new(nameof(Event.Name), evt.Name), new(nameof(Event.Id), evt.Id),
            new(nameof(Event.EventType), evt.EventType.ToString()), .. members, new("{OriginalFormat}", "Event {Category}/{Name} ({Id}, {EventType})"),
        ];
    }

    public int Count => _values.Count;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => _text;

    private static bool IsSaid(PropertyInfo member) =>
        member.GetMethod is not null && member.GetIndexParameters().Length == 0 && !Elsewhere.Contains(member.Name, StringComparer.Ordinal);

    private static string? Text(object? value) => value switch
    {
        string text => text,
        TokenIssuedSuccessEvent.Token token => $"{token.TokenType} {token.TokenValue}",
        IEnumerable several => string.Join(' ', several.Cast<object?>().Select(Text)),
        _ => value?.ToString(),
    };
}
