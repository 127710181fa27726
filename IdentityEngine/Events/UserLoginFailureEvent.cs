#nullable disable

namespace IdentityEngine.Events;

/// <summary>Somebody failed to sign in.</summary>
public class UserLoginFailureEvent : Event
{
    public UserLoginFailureEvent(string username, string error, bool interactive = true, string clientId = null)
        : base(EventCategories.Authentication, "User Login Failure", EventTypes.Failure, EventIds.UserLoginFailure, error)
    {
        Username = username;
        ClientId = clientId;
        Endpoint = interactive ? "UI" : IdentityServerConstants.EndpointNames.Token;
    }

    public string Username { get; set; }
    public string Endpoint { get; set; }
    public string ClientId { get; set; }
}
