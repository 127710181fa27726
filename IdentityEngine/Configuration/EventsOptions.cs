namespace IdentityEngine.Configuration;

/// <summary>Which kinds of events are raised. None is by default.</summary>
public class EventsOptions
{
    public bool RaiseSuccessEvents { get; set; }
    public bool RaiseFailureEvents { get; set; }
    public bool RaiseInformationEvents { get; set; }
    public bool RaiseErrorEvents { get; set; }
}
