using IdentityEngine.Events;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Services;

/// <summary>Writes events to the log.</summary>
internal sealed class DefaultEventSink(ILogger<DefaultEventSink> logger) : IEventSink
{
    public Task PersistAsync(Event evt, CancellationToken ct)
    {
        Log.EventRaised(logger, evt.Category, evt.Name, evt.Id, evt.EventType, evt.Message, evt.ActivityId);
        return Task.CompletedTask;
    }
}
