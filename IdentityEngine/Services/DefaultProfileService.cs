using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>Without a user store: the claims of the sign-in, and everybody is active.</summary>
internal sealed class DefaultProfileService : IProfileService
{
    public Task GetProfileDataAsync(ProfileDataRequestContext context, CancellationToken ct)
    {
        context.AddRequestedClaims(context.Subject.Claims);
        return Task.CompletedTask;
    }

    public Task IsActiveAsync(IsActiveContext context, CancellationToken ct)
    {
        context.IsActive = true;
        return Task.CompletedTask;
    }
}
