namespace IdentityEngine.Models;

/// <summary>How often a refresh token can be used. The numbers are stored.</summary>
public enum TokenUsage
{
    /// <summary>As often as the client likes: the handle stays the same.</summary>
    ReUse = 0,
    /// <summary>Once: each use gives a new one (RFC 9700 section 4.14.2).</summary>
    OneTimeOnly = 1,
}
