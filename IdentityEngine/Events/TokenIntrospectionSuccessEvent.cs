#nullable disable

using System.Security.Claims;
using IdentityEngine.Validation;

namespace IdentityEngine.Events;

/// <summary>A caller was answered, whether the token is active or not.</summary>
public class TokenIntrospectionSuccessEvent : Event
{
    // Nobody but a sink of the host's reads these, and introspections are many: they are made when they are asked for.
    private readonly IEnumerable<Claim> _claims;
    private readonly string _presented;
    private string _token;
    private IEnumerable<string> _claimTypes;
    private IEnumerable<string> _tokenScopes;

    public TokenIntrospectionSuccessEvent(IntrospectionRequestValidationResult result)
        : base(EventCategories.Token, "Token Introspection Success", EventTypes.Success, EventIds.TokenIntrospectionSuccess)
    {
        ArgumentNullException.ThrowIfNull(result);

        ApiName = result.Api?.Name;
        ClientName = result.Client?.ClientName;
        IsActive = result.IsActive;
        _presented = result.Token;
        _claims = result.Claims ?? [];
    }

    public string ApiName { get; set; }
    public string ClientName { get; set; }
    public bool IsActive { get; set; }
    /// <summary>Its end only.</summary>
    public string Token
    {
        get => _token ??= Obfuscate(_presented);
        set => _token = value;
    }

    public IEnumerable<string> ClaimTypes
    {
        get => _claimTypes ??= [.. _claims.Select(claim => claim.Type).Distinct(StringComparer.Ordinal)];
        set => _claimTypes = value;
    }

    public IEnumerable<string> TokenScopes
    {
        get => _tokenScopes ??=
        [
            .. _claims.Where(claim => string.Equals(claim.Type, JwtClaimTypes.Scope, StringComparison.Ordinal)).Select(claim => claim.Value),
        ];
        set => _tokenScopes = value;
    }
}
