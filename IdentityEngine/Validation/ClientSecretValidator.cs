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
            return await FailAsync(null, "no client credentials", OAuthErrors.ClientAuthenticationFailed, ct);
        }

        if (credentials.Type == UnusableCredentials.SeveralMethods)
        {
            return await FailAsync(null, "several methods of authentication", OAuthErrors.SeveralAuthenticationMethods, ct);
        }

        if (string.IsNullOrEmpty(credentials.Id) || credentials.Type == UnusableCredentials.Malformed)
        {
            return await FailAsync(null, "malformed credentials", OAuthErrors.ClientAuthenticationFailed, ct);
        }

        var client = await clients.FindEnabledClientByIdAsync(credentials.Id, ct);
        if (client is null)
        {
            // As much work as for a client that exists: the time does not say which do.
            await validator.ValidateAsync(NobodysSecrets, credentials, ct);
            return await FailAsync(credentials.Id, "no such client, or it is disabled", OAuthErrors.ClientAuthenticationFailed, ct);
        }

        if (client.RequireClientSecret)
        {
            var verdict = await validator.ValidateAsync(client.ClientSecrets, credentials, ct);
            if (!verdict.Success)
            {
                return await FailAsync(client.ClientId, "no secret of the client matches", OAuthErrors.ClientAuthenticationFailed, ct);
            }
        }

        return new ClientSecretValidationResult
        {
            IsError = false,
            Client = client,
            Secret = credentials,
        };
    }

    private async Task<ClientSecretValidationResult> FailAsync(string? clientId, string reason, OAuthError error, CancellationToken ct)
    {
        Log.ClientRefused(logger, clientId, reason);
        if (events.CanRaiseEventType(EventTypes.Failure))
        {
            await events.RaiseAsync(new ClientAuthenticationFailureEvent(clientId, reason), ct);
        }

        return new ClientSecretValidationResult { IsError = true, Error = error.Code, ErrorDescription = error.Description };
    }
}
