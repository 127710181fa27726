namespace IdentityEngine.Models;

/// <summary>What the user decided on a page: some scopes, or an error.</summary>
public class ConsentResponse
{
    public InteractionError? Error { get; set; }
    public string? ErrorDescription { get; set; }
    /// <summary>Whether anything at all was allowed.</summary>
    public bool Granted => Error is null && ScopesValuesConsented?.Any() == true;
    public IEnumerable<string>? ScopesValuesConsented { get; set; }
    /// <summary>Whether the answer counts for later requests as well.</summary>
    public bool RememberConsent { get; set; }
    /// <summary>The user's own words for what was granted, such as the name of a device.</summary>
    public string? Description { get; set; }
}
