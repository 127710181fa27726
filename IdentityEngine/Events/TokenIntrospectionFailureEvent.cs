#nullable disable

namespace IdentityEngine.Events;

/// <summary>A caller asked for a token that it may not see.</summary>
public class TokenIntrospectionFailureEvent : Event
{
    public TokenIntrospectionFailureEvent(
        string apiName, string errorMessage, string token = null, IEnumerable<string> apiScopes = null, IEnumerable<string> tokenScopes = null)
        : base(EventCategories.Token, "Token Introspection Failure", EventTypes.Failure, EventIds.TokenIntrospectionFailure, errorMessage)
    {
        ApiName = apiName;
        ApiScopes = apiScopes;
        TokenScopes = tokenScopes;
        if (!string.IsNullOrEmpty(token))
            Token = Obfuscate(token);
    }

    public string ApiName { get; set; }
    /// <summary>Its end only.</summary>
    public string Token { get; set; }
    public IEnumerable<string> ApiScopes { get; set; }
    public IEnumerable<string> TokenScopes { get; set; }
}
