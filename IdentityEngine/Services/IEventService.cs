using IdentityEngine.Events;

namespace IdentityEngine.Services;

/// <summary>Raises events, if the options ask for their kind.</summary>
public interface IEventService
{
    Task RaiseAsync(Event evt, CancellationToken ct);
    bool CanRaiseEventType(EventTypes evtType);
}
