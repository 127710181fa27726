namespace IdentityHost.Settings;

/// <summary>What access tokens say.</summary>
public sealed class AccessTokenSettings
{
    /// <summary>
    /// Whether access tokens have all claims that RFC 9068 2.2 asks for: <c>aud</c> always (where the scopes belong to no API resource, the
    /// issuer's address with <c>/resources</c>), and in a JWT that a client got for itself <c>sub</c>, which is the client's id. False: as Duende makes
    /// them, without. Default true.
    /// </summary>
    public bool Rfc9068 { get; set; } = true;
}
