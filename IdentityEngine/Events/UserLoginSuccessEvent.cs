#nullable disable

namespace IdentityEngine.Events;

/// <summary>A user signed in.</summary>
public class UserLoginSuccessEvent : Event
{
    /// <summary>A user of another identity provider.</summary>
    public UserLoginSuccessEvent(
        string provider, string providerUserId, string subjectId, string name, bool interactive = true, string clientId = null)
        : this(interactive, clientId)
    {
        Provider = provider;
        ProviderUserId = providerUserId;
        SubjectId = subjectId;
        DisplayName = name;
    }

    /// <summary>A user of this server.</summary>
    public UserLoginSuccessEvent(string username, string subjectId, string name, bool interactive = true, string clientId = null)
        : this(interactive, clientId)
    {
        Username = username;
        SubjectId = subjectId;
        DisplayName = name;
    }

    private UserLoginSuccessEvent(bool interactive, string clientId)
        : base(EventCategories.Authentication, "User Login Success", EventTypes.Success, EventIds.UserLoginSuccess)
    {
        ClientId = clientId;
        Endpoint = interactive ? "UI" : IdentityServerConstants.EndpointNames.Token;
    }

    public string Username { get; set; }
    public string Provider { get; set; }
    public string ProviderUserId { get; set; }
    public string SubjectId { get; set; }
    public string DisplayName { get; set; }
    public string Endpoint { get; set; }
    public string ClientId { get; set; }
}
