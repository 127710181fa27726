namespace IdentityEngine.Validation;

/// <summary>
/// Types of a parsed secret that no validator accepts. A request that tried to authenticate and did it wrong is refused; it
/// does not fall through to another method of authentication.
/// </summary>
internal static class UnusableCredentials
{
    /// <summary>An <c>Authorization: Basic</c> header that does not parse, or credentials that are longer than any can be.</summary>
    public const string Malformed = "urn:identity-engine:credentials:malformed";

    /// <summary>More than one method of client authentication (RFC 6749 2.3 forbids it).</summary>
    public const string SeveralMethods = "urn:identity-engine:credentials:several";
}
