#nullable disable

using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using System.Security.Principal;

namespace IdentityEngine.Extensions;

/// <summary>Reads the claims of a signed-in user.</summary>
public static class PrincipalExtensions
{
    /// <summary>Seconds since 1970.</summary>
    [DebuggerStepThrough]
    public static long GetAuthenticationTimeEpoch(this IPrincipal principal) => IdentityOf(principal).GetAuthenticationTimeEpoch();

    /// <summary>Seconds since 1970.</summary>
    [DebuggerStepThrough]
    public static long GetAuthenticationTimeEpoch(this IIdentity identity) =>
        long.Parse(Required(identity, JwtClaimTypes.AuthenticationTime), CultureInfo.InvariantCulture);

    [DebuggerStepThrough]
    public static string GetSubjectId(this IPrincipal principal) => IdentityOf(principal).GetSubjectId();

    [DebuggerStepThrough]
    public static string GetSubjectId(this IIdentity identity) => Required(identity, JwtClaimTypes.Subject);

    /// <summary>The user's name, or the subject's id if there is none.</summary>
    [DebuggerStepThrough]
    public static string GetDisplayName(this ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);

        var name = principal.Identity?.Name;
        return string.IsNullOrWhiteSpace(name) ? principal.FindFirst(JwtClaimTypes.Subject)?.Value ?? string.Empty : name;
    }

    [DebuggerStepThrough]
    public static string GetIdentityProvider(this IPrincipal principal) => IdentityOf(principal).GetIdentityProvider();

    [DebuggerStepThrough]
    public static string GetIdentityProvider(this IIdentity identity) => Required(identity, JwtClaimTypes.IdentityProvider);

    [DebuggerStepThrough]
    public static bool IsAuthenticated(this IPrincipal principal) => principal?.Identity is { IsAuthenticated: true };

    private static IIdentity IdentityOf(IPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.Identity;
    }

    private static ClaimsIdentity AsClaimsIdentity(IIdentity identity) =>
        identity as ClaimsIdentity ?? throw new InvalidOperationException("The principal has no claims.");

    private static string Required(IIdentity identity, string type) =>
        AsClaimsIdentity(identity).FindFirst(type)?.Value ?? throw new InvalidOperationException($"The principal has no claim '{type}'.");
}
