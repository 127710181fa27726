namespace IdentityEngine.Configuration;

/// <summary>
/// How long parameters may be, in characters. What is longer is not looked up: it is unknown, as what does not exist. A longer nonce is
/// refused, and a longer hint ignored.
/// </summary>
public class InputLengthRestrictions
{
    public int ClientId { get; set; } = 100;
    public int ClientSecret { get; set; } = 100;
    public int Scope { get; set; } = 300;
    public int RedirectUri { get; set; } = 400;
    public int Nonce { get; set; } = 300;
    public int UiLocale { get; set; } = 100;
    public int LoginHint { get; set; } = 100;
    public int AcrValues { get; set; } = 300;
    public int GrantType { get; set; } = 100;
    public int AuthorizationCode { get; set; } = 100;
    public int DeviceCode { get; set; } = 100;
    public int RefreshToken { get; set; } = 100;
    /// <summary>A reference token.</summary>
    public int TokenHandle { get; set; } = 100;
    public int Jwt { get; set; } = 51200;
    /// <summary>RFC 7636 section 4.1.</summary>
    public int CodeVerifierMinLength { get; } = 43;
    public int CodeVerifierMaxLength { get; } = 128;
}
