using System.Security.Claims;
using IdentityEngine.Validation;

namespace IdentityEngine.Models;

/// <summary>Which of a user's claims are wanted, by whom, and the claims that the profile service gives.</summary>
public class ProfileDataRequestContext
{
    public ProfileDataRequestContext()
    {
    }

    public ProfileDataRequestContext(
        ClaimsPrincipal subject,
        IConnectedApplication application,
        string caller,
        IEnumerable<string> requestedClaimTypes)
    {
        Subject = subject ?? throw new ArgumentNullException(nameof(subject));
        Application = application ?? throw new ArgumentNullException(nameof(application));
        Caller = caller ?? throw new ArgumentNullException(nameof(caller));
        RequestedClaimTypes = requestedClaimTypes ?? throw new ArgumentNullException(nameof(requestedClaimTypes));
    }

    public IValidatedRequest? ProtocolRequest { get; set; }
    public ClaimsPrincipal Subject { get; set; } = null!;
    public IEnumerable<string> RequestedClaimTypes { get; set; } = [];
    public IConnectedApplication? Application { get; set; }
    /// <summary>One of <see cref="IdentityServerConstants.ProfileDataCallers"/>.</summary>
    public string Caller { get; set; } = null!;
    public ResourceValidationResult RequestedResources { get; set; } = null!;
    /// <summary>The answer.</summary>
    public List<Claim> IssuedClaims { get; set; } = [];
}
