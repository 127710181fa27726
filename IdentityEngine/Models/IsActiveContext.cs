using System.Security.Claims;

namespace IdentityEngine.Models;

/// <summary>Asks whether a user may still be signed in and have active tokens.</summary>
public class IsActiveContext
{
    public IsActiveContext(ClaimsPrincipal subject, IConnectedApplication application, string caller)
    {
        Subject = subject ?? throw new ArgumentNullException(nameof(subject));
        Application = application ?? throw new ArgumentNullException(nameof(application));
        Caller = caller ?? throw new ArgumentNullException(nameof(caller));
    }

    public ClaimsPrincipal Subject { get; set; }
    public IConnectedApplication? Application { get; set; }
    /// <summary>One of <see cref="IdentityServerConstants.ProfileIsActiveCallers"/>.</summary>
    public string Caller { get; set; }
    /// <summary>The answer; true if nobody says otherwise.</summary>
    public bool IsActive { get; set; } = true;
}
