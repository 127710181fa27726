using IdentityEngine.Events;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Services;

/// <summary>Writes events to the log.</summary>
internal sealed class DefaultEventSink(ILogger<DefaultEventSink> logger) : IEventSink
{
    public Task PersistAsync(Event evt, CancellationToken ct)
    {
        // Every API asks about every token, and a token that was issued has a line of the endpoint's already.
        var level = evt is TokenIntrospectionSuccessEvent or TokenIssuedSuccessEvent ? LogLevel.Debug : LogLevel.Information;
        Log.EventRaised(logger, level, evt.Category, evt.Name, evt.Id, evt.EventType, evt.Message, evt.ActivityId);
        return Task.CompletedTask;
    }
}
