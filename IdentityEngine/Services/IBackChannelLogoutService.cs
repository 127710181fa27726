using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>Tells clients that a session ended (OpenID Connect Back-Channel Logout 1.0).</summary>
public interface IBackChannelLogoutService
{
    /// <summary>Sends a logout token to every client that wants one. A client that can't be reached fails nobody else's.</summary>
    Task SendLogoutNotificationsAsync(LogoutNotificationContext context, CancellationToken ct);
}
