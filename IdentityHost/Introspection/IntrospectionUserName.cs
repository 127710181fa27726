using System.Security.Claims;
using IdentityHost.Extensibility;
using IdentityHost.Memory;
using IdentityHost.RequestState;
using IdentityHost.Users.Accounts;

namespace IdentityHost.Introspection;

/// <summary>The member <c>username</c> of an answer (RFC 7662 2.2): the name with which the token's user signs in, for callers who may know it.</summary>
internal sealed class IntrospectionUserName(UserReader users, IntrospectionRequest request, ReplacedServices replaced)
{
    // Where a deployer's own service knows the users, the table does not.
    private readonly bool _usersAreOurs = !replaced.Contains<IProfileService>();

    /// <param name="caller">Who asks.</param>
    /// <param name="subject">The token's user.</param>
    /// <param name="claims">Of the token.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null if there is none, or none for this caller.</returns>
    public async ValueTask<string?> FindAsync(IntrospectionCaller caller, string subject, IEnumerable<Claim> claims, CancellationToken ct)
    {
        if (!_usersAreOurs || !MaySee(caller, claims))
            return null;
        // Memory has the user's name with the token, or this request has read it, unless somebody else gives the ids.
        return (claims as RememberedClaims)?.Token?.UserName ?? (request.FindUser(subject) ?? await users.ReadAsync(subject, ct)).UserName;
    }

    /// <summary>
    /// The API for which the token is has to know whose request it answers. A client sees the name that it would get in <c>preferred_username</c>: by the
    /// scope for which its user was asked (OpenID Connect Core 5.4).
    /// </summary>
    private static bool MaySee(IntrospectionCaller caller, IEnumerable<Claim> claims) =>
        caller.Api is not null || claims.Any(claim => claim is { Type: "scope", Value: StandardScopes.Profile });
}
