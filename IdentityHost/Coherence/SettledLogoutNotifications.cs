using IdentityHost.Engine;

namespace IdentityHost.Coherence;

/// <summary>A client that is told of a sign-out may take its word for it: by then every node has heard of it.</summary>
internal sealed class SettledLogoutNotifications(Inner<IBackChannelLogoutService> inner, RevocationBarrier barrier) : IBackChannelLogoutService
{
    public async Task SendLogoutNotificationsAsync(LogoutNotificationContext context, CancellationToken ct)
    {
        await barrier.SettleAsync();
        await inner.Get().SendLogoutNotificationsAsync(context, ct);
    }
}
