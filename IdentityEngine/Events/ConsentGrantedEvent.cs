#nullable disable

namespace IdentityEngine.Events;

/// <summary>A user allowed a client something.</summary>
public class ConsentGrantedEvent : Event
{
    public ConsentGrantedEvent(
        string subjectId, string clientId, IEnumerable<string> requestedScopes, IEnumerable<string> grantedScopes, bool consentRemembered)
        : base(EventCategories.Grants, "Consent granted", EventTypes.Information, EventIds.ConsentGranted)
    {
        SubjectId = subjectId;
        ClientId = clientId;
        RequestedScopes = requestedScopes;
        GrantedScopes = grantedScopes;
        ConsentRemembered = consentRemembered;
    }

    public string SubjectId { get; set; }
    public string ClientId { get; set; }
    public IEnumerable<string> RequestedScopes { get; set; }
    public IEnumerable<string> GrantedScopes { get; set; }
    public bool ConsentRemembered { get; set; }
}
