#nullable disable

namespace IdentityEngine.Validation;

/// <summary>A validated request to the authorization endpoint (RFC 6749 section 4.1.1, OpenID Connect Core 1.0 section 3.1.2.1).</summary>
public class ValidatedAuthorizeRequest : ValidatedRequest
{
    public string ResponseType { get; set; }
    public string ResponseMode { get; set; }
    public string GrantType { get; set; }
    public string RedirectUri { get; set; }
    public List<string> RequestedScopes { get; set; } = [];
    public string State { get; set; }
    public string UiLocales { get; set; }
    public bool IsOpenIdRequest { get; set; }
    public string Nonce { get; set; }
    /// <summary>Values of <c>acr_values</c>, most wanted first.</summary>
    public List<string> AuthenticationContextReferenceClasses { get; set; } = [];
    public string DisplayMode { get; set; }
    public IEnumerable<string> PromptModes { get; set; } = [];
    /// <summary>Seconds since the user last signed in actively, at most.</summary>
    public int? MaxAge { get; set; }
    public string LoginHint { get; set; }
    /// <summary>Whether the user was asked on the consent page.</summary>
    public bool WasConsentShown { get; set; }
    /// <summary>The user's own words for what is granted.</summary>
    public string Description { get; set; }
    public string CodeChallenge { get; set; }
    public string CodeChallengeMethod { get; set; }
}
