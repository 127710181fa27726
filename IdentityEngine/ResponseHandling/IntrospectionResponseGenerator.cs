#nullable disable
using IdentityEngine.Events;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.ResponseHandling;

/// <summary>
/// Makes the answer of the introspection endpoint (RFC 7662 2.2). An API resource sees a token whose scopes include one of
/// its own, and of the scopes only those; any other token is not active for it.
/// </summary>
public class IntrospectionResponseGenerator(IEventService events, ILogger<IntrospectionResponseGenerator> logger)
    : IIntrospectionResponseGenerator
{
    /// <summary>The members of the JSON answer; <c>active</c> alone if the caller may not know more.</summary>
    public virtual async Task<Dictionary<string, object>> ProcessAsync(
        IntrospectionRequestValidationResult validationResult, CancellationToken ct)
    {
        if (!validationResult.IsActive || !await AreExpectedScopesPresentAsync(validationResult, ct))
        {
            await RaiseAsync(validationResult, active: false, ct);
            return new Dictionary<string, object>(1, StringComparer.Ordinal) { [OAuthParameters.Active] = false };
        }

        var response = IntrospectionClaims.ToEntries(validationResult.Claims, validationResult.Api?.Scopes);
        await RaiseAsync(validationResult, active: true, ct);
        return response;
    }

    /// <summary>False if the caller is an API resource and none of the token's scopes is one of its own.</summary>
    protected virtual async Task<bool> AreExpectedScopesPresentAsync(
        IntrospectionRequestValidationResult validationResult, CancellationToken ct)
    {
        if (validationResult.Api is not { } api)
        {
            return true;
        }

        foreach (var claim in validationResult.Claims)
        {
            if (claim.Type == JwtClaimTypes.Scope && api.Scopes.Contains(claim.Value))
            {
                return true;
            }
        }

        Log.TokenForAnotherApi(logger, api.Name);
        if (events.CanRaiseEventType(EventTypes.Failure))
        {
            await events.RaiseAsync(
                new TokenIntrospectionFailureEvent(
                    api.Name,
                    "none of the token's scopes belongs to the API resource",
                    validationResult.Token,
                    api.Scopes,
                    validationResult.Claims.Where(claim => claim.Type == JwtClaimTypes.Scope).Select(claim => claim.Value)),
                ct);
        }

        return false;
    }

    private Task RaiseAsync(IntrospectionRequestValidationResult result, bool active, CancellationToken ct)
    {
        if (result.IsActive != active || !events.CanRaiseEventType(EventTypes.Success))
        {
            return Task.CompletedTask;
        }

        return events.RaiseAsync(new TokenIntrospectionSuccessEvent(result), ct);
    }
}
