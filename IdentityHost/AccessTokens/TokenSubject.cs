using System.Security.Claims;

namespace IdentityHost.AccessTokens;

/// <summary>Tells a user's token from one that a client got for itself, which may have the client's id as <c>sub</c> (RFC 9068 2.2).</summary>
internal static class TokenSubject
{
    public const string Claim = "sub";

    /// <summary>
    /// The user's id, or null for a client's own token. Ids of clients and users may be the same, so that <c>sub</c> is the client's id is not enough:
    /// whoever signed in did so at a time, in a session and by some means, and of a refresh token the answer says so.
    /// </summary>
    public static string? OfUser(IEnumerable<Claim> claims)
    {
        string? subject = null, client = null;
        var signedIn = false;
        foreach (var claim in claims)
        {
            switch (claim.Type)
            {
                case Claim:
                    subject ??= claim.Value;
                    break;
                case "client_id":
                    client ??= claim.Value;
                    break;
                default:
                    signedIn |= SaysSignedIn(claim.Type);
                    break;
            }
        }

        return IsOfUser(subject, client, signedIn) ? subject : null;
    }

    /// <summary>Whether only a token has such a claim for which somebody signed in.</summary>
    public static bool SaysSignedIn(string type) => type is "auth_time" or "idp" or "amr" or "sid" or "token_type";

    public static bool IsOfUser(string? subject, string? client, bool signedIn) =>
        subject is not null && (signedIn || !string.Equals(subject, client, StringComparison.Ordinal));
}
