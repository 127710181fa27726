using IdentityEngine.Configuration;
using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityEngine.ResponseHandling;

/// <summary>Makes the codes of a device, and says where its user enters theirs (RFC 8628 3.2).</summary>
internal sealed class DeviceAuthorizationResponseGenerator(
    DeviceFlowCodes codes, IServerUrls urls, IdentityServerOptions options, TimeProvider time)
{
    internal async Task<DeviceAuthorizationResponse> ProcessAsync(Client client, ResourceValidationResult resources, CancellationToken ct)
    {
        var scopes = resources.RawScopeValues.ToArray();
        var (deviceCode, userCode) = await codes.StoreAsync(
            new DeviceCode
            {
                CreationTime = time.GetUtcNow().UtcDateTime,
                Lifetime = client.DeviceCodeLifetime,
                ClientId = client.ClientId,
                IsOpenId = scopes.Contains(StandardScopes.OpenId, StringComparer.Ordinal),
                RequestedScopes = scopes,
            },
            client,
            ct);

        var pages = options.UserInteraction;
        var page = InteractionUrl.Resolve(pages.DeviceVerificationUrl, urls);
        var address = page.IsElsewhere ? page.Url : urls.Origin + page.Url;
        return new DeviceAuthorizationResponse
        {
            DeviceCode = deviceCode,
            UserCode = userCode,
            VerificationUri = address,
            VerificationUriComplete = QueryHelpers.AddQueryString(address, pages.DeviceVerificationUserCodeParameter, userCode),
            Lifetime = client.DeviceCodeLifetime,
            Interval = client.PollingInterval ?? options.DeviceFlow.Interval,
        };
    }
}
