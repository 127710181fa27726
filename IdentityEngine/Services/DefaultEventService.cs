using System.Diagnostics;
using IdentityEngine.Configuration;
using IdentityEngine.Events;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Services;

/// <summary>Passes the events that the options ask for to the sink, with what is known about the request.</summary>
internal sealed class DefaultEventService(
    IdentityServerOptions options, IEventSink sink, IHttpContextAccessor http, TimeProvider time) : IEventService
{
    public Task RaiseAsync(Event evt, CancellationToken ct)
    {
        if (!CanRaiseEventType(evt.EventType))
        {
            return Task.CompletedTask;
        }

        var context = http.HttpContext;
        evt.ActivityId = context?.TraceIdentifier ?? Activity.Current?.Id;
        evt.TimeStamp = time.GetUtcNow().UtcDateTime;
        evt.ProcessId = Environment.ProcessId;
        evt.LocalIpAddress = context?.Connection.LocalIpAddress?.ToString();
        evt.RemoteIpAddress = context?.Connection.RemoteIpAddress?.ToString();
        return sink.PersistAsync(evt, ct);
    }

    public bool CanRaiseEventType(EventTypes evtType) => evtType switch
    {
        EventTypes.Success => options.Events.RaiseSuccessEvents,
        EventTypes.Failure => options.Events.RaiseFailureEvents,
        EventTypes.Information => options.Events.RaiseInformationEvents,
        EventTypes.Error => options.Events.RaiseErrorEvents,
        _ => false,
    };
}
