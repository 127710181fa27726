using IdentityEngine.Events;

namespace IdentityEngine.Services;

/// <summary>Receives events: by default the log.</summary>
public interface IEventSink
{
    Task PersistAsync(Event evt, CancellationToken ct);
}
