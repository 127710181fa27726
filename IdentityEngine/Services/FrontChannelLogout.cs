using IdentityEngine.Models;
using IdentityEngine.Stores;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Services;

/// <summary>The frames by which clients hear in the browser that a session ended (OpenID Connect Front-Channel Logout 1.0).</summary>
internal sealed class FrontChannelLogout(
    IClientStore clients,
    IMessageStore<LogoutNotificationContext> messages,
    IServerUrls urls,
    TimeProvider time,
    ILogger<FrontChannelLogout> logger)
{
    /// <summary>The address of the page with the frames; null if no client wants one.</summary>
    internal async Task<string?> UrlOfFramesAsync(LogoutNotificationContext? ended, CancellationToken ct)
    {
        if (ended is null || (await FramesAsync(ended, ct)).Count == 0)
        {
            return null;
        }

        var id = await messages.WriteAsync(new Message<LogoutNotificationContext>(ended, time.GetUtcNow().UtcDateTime), ct);
        return QueryHelpers.AddQueryString(
            urls.BasePath + ProtocolRoutePaths.EndSessionCallback, EndSessionParameters.EndSessionId, id);
    }

    /// <summary>The addresses of the clients, with the session where they ask for it (section 2).</summary>
    internal async Task<IReadOnlyList<string>> FramesAsync(LogoutNotificationContext ended, CancellationToken ct)
    {
        var frames = new List<string>();
        foreach (var clientId in ended.ClientIds ?? [])
        {
            if (await clients.FindEnabledClientByIdAsync(clientId, ct) is not { FrontChannelLogoutUri: { Length: > 0 } uri } client)
            {
                continue;
            }

            // It would be no frame, and would end the page with the others'.
            if (!Uri.TryCreate(uri, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            {
                Log.FrontChannelAddressUnusable(logger, clientId);
                continue;
            }

            frames.Add(client.FrontChannelLogoutSessionRequired
                ? QueryHelpers.AddQueryString(
                    uri,
                    new Dictionary<string, string?>
                    {
                        [JwtClaimTypes.Issuer] = ended.Issuer,
                        [JwtClaimTypes.SessionId] = ended.SessionId,
                    })
                : uri);
        }

        return frames;
    }
}
