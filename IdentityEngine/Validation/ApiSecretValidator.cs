using IdentityEngine.Events;
using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Validation;

/// <summary>Authenticates an API resource by its name and one of its secrets.</summary>
internal sealed class ApiSecretValidator(
    IResourceStore resources,
    ISecretsListParser parser,
    ISecretsListValidator validator,
    ILogger<ApiSecretValidator> logger) : IApiSecretValidator
{
    private static readonly ApiSecretValidationResult Failure = new() { IsError = true, Error = OAuthErrors.InvalidClient };

    public async Task<ApiSecretValidationResult> ValidateAsync(HttpContext context, CancellationToken ct)
    {
        var credentials = await parser.ParseAsync(context, ct);
        if (credentials is null || string.IsNullOrEmpty(credentials.Id) || credentials.Type == ParsedSecretTypes.NoSecret)
        {
            return Failure;
        }

        var found = await resources.FindApiResourcesByNameAsync([credentials.Id], ct);
        ApiResource? api = null;
        foreach (var candidate in found)
        {
            if (candidate.Enabled)
            {
                api = candidate;
                break;
            }
        }

        if (api is null)
        {
            // Not a failure yet: the caller may be a client.
            return Failure;
        }

        var verdict = await validator.ValidateAsync(api.ApiSecrets, credentials, ct);
        if (verdict.Success)
        {
            return new ApiSecretValidationResult { IsError = false, Resource = api };
        }

        Log.ApiRefused(logger, api.Name);
        var events = context.RequestServices.GetRequiredService<IEventService>();
        if (events.CanRaiseEventType(EventTypes.Failure))
        {
            await events.RaiseAsync(new ApiAuthenticationFailureEvent(api.Name, "no secret of the API resource matches"), ct);
        }

        return Failure;
    }
}
