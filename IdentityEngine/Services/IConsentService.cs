using System.Security.Claims;
using IdentityEngine.Models;
using IdentityEngine.Validation;

namespace IdentityEngine.Services;

/// <summary>Decides whether the user has to be asked, and remembers the answer.</summary>
public interface IConsentService
{
    Task<bool> RequiresConsentAsync(ClaimsPrincipal subject, Client client, IEnumerable<ParsedScopeValue> parsedScopes, CancellationToken ct);
    /// <summary>Remembers that the user allowed these scopes, in the place of what was remembered; without any, forgets it.</summary>
    Task UpdateConsentAsync(ClaimsPrincipal subject, Client client, IEnumerable<ParsedScopeValue> parsedScopes, CancellationToken ct);
}
