using System.Security.Claims;
using IdentityEngine.Extensions;
using IdentityEngine.Models;
using IdentityEngine.Stores;
using IdentityEngine.Validation;

namespace IdentityEngine.Services;

/// <summary>Asks a user only what was not allowed, and remembered, before.</summary>
internal sealed class DefaultConsentService(IUserConsentStore consents, TimeProvider time) : IConsentService
{
    public async Task<bool> RequiresConsentAsync(
        ClaimsPrincipal subject, Client client, IEnumerable<ParsedScopeValue> parsedScopes, CancellationToken ct)
    {
        var scopes = parsedScopes.ToList();
        if (!client.RequireConsent || scopes.Count == 0)
        {
            return false;
        }

        // A scope with a parameter stands for one transaction. For offline access the user is asked each time
        // (OpenID Connect Core 11: a consent that was saved is not always sufficient).
        if (!client.AllowRememberConsent
            || scopes.Exists(scope => scope.ParsedParameter is not null || scope.ParsedName == StandardScopes.OfflineAccess))
        {
            return true;
        }

        var consent = await consents.GetUserConsentAsync(subject.GetSubjectId(), client.ClientId, ct);
        if (consent?.Scopes is null || consent.Expiration <= time.GetUtcNow().UtcDateTime)
        {
            return true;
        }

        var allowed = consent.Scopes.ToHashSet(StringComparer.Ordinal);
        return !scopes.TrueForAll(scope => allowed.Contains(scope.RawValue));
    }

    public Task UpdateConsentAsync(
        ClaimsPrincipal subject, Client client, IEnumerable<ParsedScopeValue> parsedScopes, CancellationToken ct)
    {
        if (!client.AllowRememberConsent)
        {
            return Task.CompletedTask;
        }

        var scopes = parsedScopes.Select(scope => scope.RawValue).ToArray();
        if (scopes.Length == 0)
        {
            return consents.RemoveUserConsentAsync(subject.GetSubjectId(), client.ClientId, ct);
        }

        var now = time.GetUtcNow().UtcDateTime;
        return consents.StoreUserConsentAsync(
            new Consent
            {
                SubjectId = subject.GetSubjectId(),
                ClientId = client.ClientId,
                Scopes = scopes,
                CreationTime = now,
                Expiration = client.ConsentLifetime is { } seconds ? now.AddSeconds(seconds) : null,
            },
            ct);
    }
}
