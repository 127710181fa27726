namespace IdentityEngine.Models;

/// <summary>When a refresh token expires. The numbers are stored.</summary>
public enum TokenExpiration
{
    /// <summary>A while after its last use, but not later than its absolute lifetime.</summary>
    Sliding = 0,
    /// <summary>At a fixed time after the authorization.</summary>
    Absolute = 1,
}
