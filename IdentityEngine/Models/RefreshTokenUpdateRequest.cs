namespace IdentityEngine.Models;

/// <summary>A refresh token that is being used.</summary>
public class RefreshTokenUpdateRequest
{
    /// <summary>The token as it was presented. Never logged.</summary>
    public string Handle { get; set; } = null!;
    public Client Client { get; set; } = null!;
    public RefreshToken RefreshToken { get; set; } = null!;
    /// <summary>Whether <see cref="RefreshToken"/> was changed and has to be stored, even if neither its usage nor its lifetime demands it.</summary>
    public bool MustUpdate { get; set; }
}
