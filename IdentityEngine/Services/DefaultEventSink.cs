using IdentityEngine.Events;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Services;

/// <summary>Writes events to the log, each with all that it says.</summary>
internal sealed class DefaultEventSink(ILogger<DefaultEventSink> logger) : IEventSink
{
    public Task PersistAsync(Event evt, CancellationToken ct)
    {
        // Every API asks about every token, and a token that was issued has a line of the endpoint's already.
        var level = evt is TokenIntrospectionSuccessEvent or TokenIssuedSuccessEvent ? LogLevel.Debug : LogLevel.Information;
        if (logger.IsEnabled(level))
        {
            logger.Log(level, default, new EventLine(evt), null, static (line, _) => line.ToString());
        }

        return Task.CompletedTask;
    }
}
