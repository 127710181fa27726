using System.Globalization;
using System.Security.Claims;

namespace IdentityEngine;

/// <summary>A user who has just signed in. A page hands it to <c>HttpContext.SignInAsync</c>.</summary>
public class IdentityServerUser
{
    /// <summary>Stored with grants (<c>Subject.AuthenticationType</c>), so it is the same whichever engine runs.</summary>
    internal const string AuthenticationType = "Duende.IdentityServer";

    public IdentityServerUser(string subjectId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(subjectId);
        SubjectId = subjectId;
    }

    public string SubjectId { get; }
    public string? DisplayName { get; set; }
    /// <summary>Null: <see cref="IdentityServerConstants.LocalIdentityProvider"/>.</summary>
    public string? IdentityProvider { get; set; }
    /// <summary>Values of <c>amr</c> (RFC 8176); none: <c>pwd</c> for a local user, <c>external</c> for any other.</summary>
    public ICollection<string> AuthenticationMethods { get; set; } = new HashSet<string>(StringComparer.Ordinal);
    /// <summary>UTC; null: now, when signed in.</summary>
    public DateTime? AuthenticationTime { get; set; }
    public ICollection<Claim> AdditionalClaims { get; set; } = [];

    public ClaimsPrincipal CreatePrincipal()
    {
        var claims = new List<Claim> { new(JwtClaimTypes.Subject, SubjectId) };

        if (!string.IsNullOrWhiteSpace(DisplayName))
            claims.Add(new Claim(JwtClaimTypes.Name, DisplayName));
        if (!string.IsNullOrWhiteSpace(IdentityProvider))
            claims.Add(new Claim(JwtClaimTypes.IdentityProvider, IdentityProvider));
        foreach (var method in AuthenticationMethods)
            claims.Add(new Claim(JwtClaimTypes.AuthenticationMethod, method));
        if (AuthenticationTime is { } time)
        {
            var seconds = new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToUnixTimeSeconds();
            claims.Add(new Claim(JwtClaimTypes.AuthenticationTime, seconds.ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64));
        }

        // What the page adds is additional: it can't change who signed in, how or when.
        var own = claims.Select(claim => claim.Type).ToHashSet(StringComparer.Ordinal);
        claims.AddRange(AdditionalClaims.Where(claim => !own.Contains(claim.Type)));

        return new ClaimsPrincipal(new ClaimsIdentity(claims, AuthenticationType, JwtClaimTypes.Name, JwtClaimTypes.Role));
    }
}
