using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>What the server knows about users.</summary>
public interface IProfileService
{
    /// <summary>Gives the user's claims for a token.</summary>
    Task GetProfileDataAsync(ProfileDataRequestContext context, CancellationToken ct);
    /// <summary>Says whether the user may have tokens. A user who no longer exists may not.</summary>
    Task IsActiveAsync(IsActiveContext context, CancellationToken ct);
}
