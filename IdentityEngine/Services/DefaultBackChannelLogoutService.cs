using System.Runtime.ExceptionServices;
using System.Security.Claims;
using System.Security.Cryptography;
using IdentityEngine.Models;
using IdentityEngine.Stores;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Services;

/// <summary>
/// Sends logout tokens (OpenID Connect Back-Channel Logout 1.0 sections 2.4 and 2.5), to all clients at once. A client that hangs, fails or
/// refuses is logged, and holds up nobody beyond the timeout of the HTTP client.
/// </summary>
internal sealed class DefaultBackChannelLogoutService(
    IClientStore clients,
    ITokenService tokens,
    IIssuerNameService issuerNames,
    IHttpClientFactory http,
    TimeProvider time,
    ILogger<DefaultBackChannelLogoutService> logger) : IBackChannelLogoutService
{
    internal const string HttpClientName = "IdentityEngine.BackChannelLogout";

    private const string EventsClaim = """{"http://schemas.openid.net/event/backchannel-logout":{}}""";
    private const int LifetimeInSeconds = 120;
    private const int JwtIdBytes = 16;

    public async Task SendLogoutNotificationsAsync(LogoutNotificationContext context, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sending = new List<Task>();
        ExceptionDispatchInfo? failure = null;
        foreach (var clientId in context.ClientIds ?? [])
        {
            try
            {
                if (await clients.FindEnabledClientByIdAsync(clientId, ct) is { BackChannelLogoutUri.Length: > 0 } client)
                {
                    sending.Add(SendAsync(client, await CreateTokenAsync(context, client, ct), ct));
                }
            }
            // One client that can't be found or has no key for its algorithm holds up nobody else. Thrown when all the others were told.
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                failure ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        await Task.WhenAll(sending);
        failure?.Throw();
    }

    private async Task<string> CreateTokenAsync(LogoutNotificationContext context, Client client, CancellationToken ct)
    {
        var claims = new List<Claim>
        {
            new(JwtClaimTypes.Subject, context.SubjectId),
            new(JwtClaimTypes.JwtId, RandomNumberGenerator.GetHexString(JwtIdBytes * 2)),
            new(JwtClaimTypes.Events, EventsClaim, "json"),
        };
        if (client.BackChannelLogoutSessionRequired)
        {
            claims.Add(new Claim(JwtClaimTypes.SessionId, context.SessionId));
        }

        return await tokens.CreateSecurityTokenAsync(
            new Token(TokenTypes.LogoutToken)
            {
                Issuer = context.Issuer ?? await issuerNames.GetCurrentAsync(ct),
                CreationTime = time.GetUtcNow().UtcDateTime,
                Lifetime = LifetimeInSeconds,
                ClientId = client.ClientId,
                Audiences = { client.ClientId },
                AllowedSigningAlgorithms = client.AllowedIdentityTokenSigningAlgorithms,
                Claims = claims,
            },
            ct);
    }

    private async Task SendAsync(Client client, string token, CancellationToken ct)
    {
        try
        {
            using var sender = http.CreateClient(HttpClientName);
            using var form = new FormUrlEncodedContent([KeyValuePair.Create(TokenTypes.LogoutToken, token)]);
            using var request = new HttpRequestMessage(HttpMethod.Post, client.BackChannelLogoutUri) { Content = form };
            using var response = await sender.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            Log.LogoutTokenSent(logger, client.ClientId, (int)response.StatusCode);
        }
        // The client's failure, whatever it is: a wrong address, no connection, no answer in time, or what a handler of the host's throws.
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            Log.LogoutTokenNotSent(logger, client.ClientId, exception.GetType().Name);
        }
    }
}
