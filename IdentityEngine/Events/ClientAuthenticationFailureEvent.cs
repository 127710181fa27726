#nullable disable

namespace IdentityEngine.Events;

/// <summary>A client failed to authenticate.</summary>
public class ClientAuthenticationFailureEvent : Event
{
    public ClientAuthenticationFailureEvent(string clientId, string message)
        : base(EventCategories.Authentication, "Client Authentication Failure", EventTypes.Failure, EventIds.ClientAuthenticationFailure, message) =>
        ClientId = clientId;

    public string ClientId { get; set; }
}
