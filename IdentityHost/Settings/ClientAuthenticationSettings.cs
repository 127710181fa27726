namespace IdentityHost.Settings;

/// <summary>How clients and APIs show who they are.</summary>
public sealed class ClientAuthenticationSettings
{
    /// <summary>
    /// Takes id and secret in HTTP Basic as they were sent (RFC 7617 2) where they are not right form-decoded, as RFC 6749 2.3.1 has them:
    /// most clients encode nothing. False: form-encoded only. Default true.
    /// </summary>
    public bool RawBasic { get; set; } = true;
}
