#nullable disable

using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Configuration;

/// <summary>How sign-in is remembered.</summary>
public class AuthenticationOptions
{
    /// <summary>The scheme of the sign-in cookie; null: the engine's own, <see cref="IdentityServerConstants.DefaultCookieAuthenticationScheme"/>.</summary>
    public string CookieAuthenticationScheme { get; set; }
    public TimeSpan CookieLifetime { get; set; } = TimeSpan.FromHours(10);
    public bool CookieSlidingExpiration { get; set; }
    public SameSiteMode CookieSameSiteMode { get; set; } = SameSiteMode.None;
}
