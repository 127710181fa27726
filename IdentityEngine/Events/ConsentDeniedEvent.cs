#nullable disable

namespace IdentityEngine.Events;

/// <summary>A user refused what a client asked for.</summary>
public class ConsentDeniedEvent : Event
{
    public ConsentDeniedEvent(string subjectId, string clientId, IEnumerable<string> requestedScopes)
        : base(EventCategories.Grants, "Consent denied", EventTypes.Information, EventIds.ConsentDenied)
    {
        SubjectId = subjectId;
        ClientId = clientId;
        RequestedScopes = requestedScopes;
    }

    public string SubjectId { get; set; }
    public string ClientId { get; set; }
    public IEnumerable<string> RequestedScopes { get; set; }
}
