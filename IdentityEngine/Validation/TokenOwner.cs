using System.Security.Claims;

namespace IdentityEngine.Validation;

/// <summary>
/// Tells a user's access token from one that a client got for itself, in which a host may name the client as the subject (RFC 9068 2.2: "the
/// <c>sub</c> claim SHOULD correspond to an identifier the authorization server uses to indicate the client application").
/// </summary>
internal static class TokenOwner
{
    /// <summary>
    /// The user's id, or null. A user may have the same id as a client, but a user's token says when and how its user signed in.
    /// </summary>
    public static string? OfUser(IEnumerable<Claim> claims)
    {
        string? subject = null, client = null;
        foreach (var claim in claims)
        {
            switch (claim.Type)
            {
                case JwtClaimTypes.Subject:
                    subject ??= claim.Value;
                    break;
                case JwtClaimTypes.ClientId:
                    client ??= claim.Value;
                    break;
                case JwtClaimTypes.AuthenticationTime or JwtClaimTypes.IdentityProvider or JwtClaimTypes.AuthenticationMethod or JwtClaimTypes.SessionId:
                    client = string.Empty;
                    break;
            }
        }

        return string.Equals(subject, client, StringComparison.Ordinal) ? null : subject;
    }
}
