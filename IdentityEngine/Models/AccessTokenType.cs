namespace IdentityEngine.Models;

/// <summary>How a client's access tokens are made. The numbers are stored.</summary>
public enum AccessTokenType
{
    /// <summary>Self-contained (RFC 9068).</summary>
    Jwt = 0,
    /// <summary>A handle, which the API must introspect (RFC 7662).</summary>
    Reference = 1,
}
