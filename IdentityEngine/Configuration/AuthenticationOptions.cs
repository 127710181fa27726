using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Configuration;

/// <summary>How sign-in is remembered.</summary>
public class AuthenticationOptions
{
    /// <summary>The scheme of the sign-in cookie; null: the engine's own, <see cref="IdentityServerConstants.DefaultCookieAuthenticationScheme"/>.</summary>
    public string? CookieAuthenticationScheme { get; set; }
    public TimeSpan CookieLifetime { get; set; } = TimeSpan.FromHours(10);
    public bool CookieSlidingExpiration { get; set; }
    public SameSiteMode CookieSameSiteMode { get; set; } = SameSiteMode.None;
    /// <summary>The cookie that the frame of OpenID Connect Session Management 1.0 watches; scripts can read it.</summary>
    public string CheckSessionCookieName { get; set; } = IdentityServerConstants.DefaultCheckSessionCookieName;
    public string? CheckSessionCookieDomain { get; set; }
    public SameSiteMode CheckSessionCookieSameSiteMode { get; set; } = SameSiteMode.None;
    /// <summary>Whether tokens end with the session in which they were issued, unless a client says otherwise.</summary>
    public bool CoordinateClientLifetimesWithUserSession { get; set; }
}
