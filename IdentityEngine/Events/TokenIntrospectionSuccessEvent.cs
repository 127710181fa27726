#nullable disable

using IdentityEngine.Validation;

namespace IdentityEngine.Events;

/// <summary>A caller was answered, whether the token is active or not.</summary>
public class TokenIntrospectionSuccessEvent : Event
{
    public TokenIntrospectionSuccessEvent(IntrospectionRequestValidationResult result)
        : base(EventCategories.Token, "Token Introspection Success", EventTypes.Success, EventIds.TokenIntrospectionSuccess)
    {
        ArgumentNullException.ThrowIfNull(result);

        ApiName = result.Api?.Name;
        ClientName = result.Client?.ClientName;
        IsActive = result.IsActive;
        Token = Obfuscate(result.Token);

        var claims = result.Claims?.ToArray() ?? [];
        ClaimTypes = [.. claims.Select(claim => claim.Type).Distinct(StringComparer.Ordinal)];
        TokenScopes = [.. claims.Where(claim => string.Equals(claim.Type, JwtClaimTypes.Scope, StringComparison.Ordinal)).Select(claim => claim.Value)];
    }

    public string ApiName { get; set; }
    public string ClientName { get; set; }
    public bool IsActive { get; set; }
    /// <summary>Its end only.</summary>
    public string Token { get; set; }
    public IEnumerable<string> ClaimTypes { get; set; }
    public IEnumerable<string> TokenScopes { get; set; }
}
