using IdentityEngine.Events;
using IdentityEngine.Models;
using IdentityEngine.Stores;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Validation;

/// <summary>Authenticates an API resource by its name and one of its secrets.</summary>
internal sealed class ApiSecretValidator(
    IResourceStore resources,
    ISecretsListParser parser,
    ISecretsListValidator validator) : IApiSecretValidator
{
    private static readonly object RefusalKey = new();

    public async Task<ApiSecretValidationResult> ValidateAsync(HttpContext context, CancellationToken ct)
    {
        var credentials = await parser.ParseAsync(context, ct);
        if (credentials is null || string.IsNullOrEmpty(credentials.Id) || credentials.Type == ParsedSecretTypes.NoSecret)
        {
            return Failure();
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
            return Failure();
        }

        var verdict = await validator.ValidateAsync(api.ApiSecrets, credentials, ct);
        if (verdict.Success)
        {
            return new ApiSecretValidationResult { IsError = false, Resource = api };
        }

        // Said once it is clear that the caller is no client either.
        var reason = verdict.Error == SecretsListValidator.Expired ? "the API resource's secret has expired" : "no secret of the API resource matches";
        context.Items[RefusalKey] = new ApiAuthenticationFailureEvent(api.Name, reason);
        return Failure();
    }

    /// <summary>The API resource of this request whose secret was not the one presented, if there is one.</summary>
    internal static ApiAuthenticationFailureEvent? RefusalOf(HttpContext context) =>
        context.Items.TryGetValue(RefusalKey, out var refusal) ? refusal as ApiAuthenticationFailureEvent : null;

    // Each time a new one: who gets it may change it.
    private static ApiSecretValidationResult Failure() => new() { IsError = true, Error = OAuthErrors.InvalidClient };
}
