namespace IdentityEngine.Events;

/// <summary>Something that an operator may want to record.</summary>
public abstract class Event
{
    protected Event(string category, string name, EventTypes type, int id, string? message = null)
    {
        Category = category ?? throw new ArgumentNullException(nameof(category));
        Name = name ?? throw new ArgumentNullException(nameof(name));
        EventType = type;
        Id = id;
        Message = message;
    }

    public string Category { get; set; }
    public string Name { get; set; }
    public EventTypes EventType { get; set; }
    public int Id { get; set; }
    public string? Message { get; set; }
    public string? ActivityId { get; set; }
    /// <summary>UTC.</summary>
    public DateTime TimeStamp { get; set; }
    public int ProcessId { get; set; }
    public string? LocalIpAddress { get; set; }
    public string? RemoteIpAddress { get; set; }

    /// <summary>A token's last four characters, by which it is recognised and can't be used.</summary>
    protected static string Obfuscate(string value)
    {
        const int shown = 4;
        return string.IsNullOrEmpty(value) || value.Length <= 4 * shown ? "****" : string.Concat("****", value.AsSpan(value.Length - shown));
    }
}
