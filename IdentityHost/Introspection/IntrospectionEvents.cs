using IdentityHost.Engine;
using IdentityHost.RequestState;

namespace IdentityHost.Introspection;

/// <summary>Raises the event of an answered introspection, if anybody hears it: a deployer's own sink, or the log at that level.</summary>
internal sealed class IntrospectionEvents(ReplacedServices replaced, ILoggerFactory loggers)
{
    private readonly ILogger _log = loggers.CreateLogger(CompiledEngine.EventLogCategory);

    public Task RaiseAsync(IEventService events, IntrospectionRequestValidationResult result, CancellationToken ct) =>
        IsHeard && events.CanRaiseEventType(EventTypes.Success)
            ? events.RaiseAsync(new TokenIntrospectionSuccessEvent(result), ct)
            : Task.CompletedTask;

    private bool IsHeard => !replaced.EventsAreOurs || _log.IsEnabled(LogLevel.Debug);
}
