#nullable disable

namespace IdentityEngine.Events;

/// <summary>A user took away what clients had.</summary>
public class GrantsRevokedEvent : Event
{
    /// <param name="subjectId">The user.</param>
    /// <param name="clientId">The client; null: all of them.</param>
    public GrantsRevokedEvent(string subjectId, string clientId)
        : base(EventCategories.Grants, "Grants revoked", EventTypes.Information, EventIds.GrantsRevoked)
    {
        SubjectId = subjectId;
        ClientId = clientId;
    }

    public string SubjectId { get; set; }
    public string ClientId { get; set; }
}
