using System.Security.Cryptography;
using IdentityEngine.Events;
using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Validation;

/// <summary>Authenticates the client of a request (RFC 6749 2.3 and 3.2.1).</summary>
internal sealed class ClientSecretValidator(
    IClientStore clients,
    ISecretsListParser parser,
    ISecretsListValidator validator,
    IEventService events,
    ILogger<ClientSecretValidator> logger) : IClientSecretValidator
{
    private static readonly Secret[] NobodysSecrets = [new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes)))];

    public async Task<ClientSecretValidationResult> ValidateAsync(HttpContext context, CancellationToken ct)
    {
        var credentials = await parser.ParseAsync(context, ct);
        if (credentials is null)
        {
            return await FailAsync(context, null, "no client credentials", OAuthErrors.ClientAuthenticationFailed, ct);
        }

        if (credentials.Type == UnusableCredentials.SeveralMethods)
        {
            return await FailAsync(context, null, "several methods of authentication", OAuthErrors.SeveralAuthenticationMethods, ct);
        }

        if (string.IsNullOrEmpty(credentials.Id) || credentials.Type == UnusableCredentials.Malformed)
        {
            return await FailAsync(context, null, "malformed credentials", OAuthErrors.ClientAuthenticationFailed, ct);
        }

        var client = await clients.FindEnabledClientByIdAsync(credentials.Id, ct);
        if (client is null)
        {
            // As much work as for a client that exists: the time does not say which do.
            await validator.ValidateAsync(NobodysSecrets, credentials, ct);
            return await FailAsync(context, null, "no such client, or it is disabled", OAuthErrors.ClientAuthenticationFailed, ct);
        }

        if (client.RequireClientSecret)
        {
            var verdict = await validator.ValidateAsync(client.ClientSecrets, credentials, ct);
            if (!verdict.Success)
            {
                var reason = verdict.Error == SecretsListValidator.Expired ? "the client's secret has expired" : "no secret of the client matches";
                return await FailAsync(context, client.ClientId, reason, OAuthErrors.ClientAuthenticationFailed, ct);
            }
        }

        return new ClientSecretValidationResult
        {
            IsError = false,
            Client = client,
            Secret = credentials,
        };
    }

    /// <summary>Says once why: an event has a line of its own.</summary>
    /// <param name="context">The request.</param>
    /// <param name="clientId">The client; null if there is none of the name that was sent, which may then be anything, a secret too.</param>
    private async Task<ClientSecretValidationResult> FailAsync(
        HttpContext context, string? clientId, string reason, OAuthError error, CancellationToken ct)
    {
        // A caller at introspection that has an API's name and is no client: that is what was refused.
        var api = clientId is null ? ApiSecretValidator.RefusalOf(context) : null;
        if (!events.CanRaiseEventType(EventTypes.Failure))
        {
            Log.CallerRefused(logger, api?.ApiName ?? clientId ?? Log.Unknown, api?.Message ?? reason);
        }
        else
        {
            await events.RaiseAsync(api ?? (Event)new ClientAuthenticationFailureEvent(clientId ?? Log.Unknown, reason), ct);
        }

        return new ClientSecretValidationResult { IsError = true, Error = error.Code, ErrorDescription = error.Description };
    }
}
