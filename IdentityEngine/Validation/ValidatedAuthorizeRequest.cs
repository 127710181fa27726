#nullable disable

namespace IdentityEngine.Validation;

/// <summary>A validated request to the authorization endpoint (RFC 6749 section 4.1.1, OpenID Connect Core 1.0 section 3.1.2.1).</summary>
public class ValidatedAuthorizeRequest : ValidatedRequest
{
    internal string ResponseType { get; set; }
    internal string ResponseMode { get; set; }
    internal string GrantType { get; set; }
    internal string RedirectUri { get; set; }
    internal List<string> RequestedScopes { get; set; } = [];
    internal string State { get; set; }
    internal string UiLocales { get; set; }
    internal bool IsOpenIdRequest { get; set; }
    internal string Nonce { get; set; }
    /// <summary>Values of <c>acr_values</c>, most wanted first.</summary>
    internal List<string> AuthenticationContextReferenceClasses { get; set; } = [];
    internal string DisplayMode { get; set; }
    internal IEnumerable<string> PromptModes { get; set; } = [];
    /// <summary>Seconds since the user last signed in actively, at most.</summary>
    internal int? MaxAge { get; set; }
    internal string LoginHint { get; set; }
    /// <summary>Whether the user was asked on the consent page.</summary>
    internal bool WasConsentShown { get; set; }
    /// <summary>The user's own words for what is granted.</summary>
    internal string Description { get; set; }
    internal string CodeChallenge { get; set; }
    internal string CodeChallengeMethod { get; set; }
}
