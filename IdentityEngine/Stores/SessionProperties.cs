using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;

namespace IdentityEngine.Stores;

/// <summary>What an authentication ticket says of the session, beside the user.</summary>
internal static class SessionProperties
{
    private const string SessionIdItem = "session_id";
    private const string ClientsItem = "client_list";
    private const string IssuerItem = "issuer";
    // A name with a point is of the ticket alone: who renews a session leaves it behind.
    private const string SignInItem = ".sign_in";
    private const int SignInDigits = 16;
    private const char Separator = '\n';

    internal static string? SessionId(AuthenticationProperties? properties) => properties?.GetString(SessionIdItem);

    internal static void SetSessionId(AuthenticationProperties properties, string sessionId) => properties.SetString(SessionIdItem, sessionId);

    internal static string? Issuer(AuthenticationProperties? properties) => properties?.GetString(IssuerItem);

    internal static void SetIssuer(AuthenticationProperties properties, string issuer) => properties.SetString(IssuerItem, issuer);

    /// <summary>Tells one sign-in from another, which the time in whole seconds of <c>auth_time</c> can't; the ticket keeps it as long as it goes on.</summary>
    internal static string? SignIn(AuthenticationProperties? properties) => properties?.GetString(SignInItem);

    internal static void MarkSignIn(AuthenticationProperties properties)
    {
        if (SignIn(properties) is null)
        {
            properties.SetString(SignInItem, RandomNumberGenerator.GetHexString(SignInDigits));
        }
    }

    internal static string[] Clients(AuthenticationProperties? properties) =>
        properties?.GetString(ClientsItem) is { Length: > 0 } text ? text.Split(Separator) : [];

    /// <summary>A client id has no control characters (RFC 6749 appendix A.1).</summary>
    internal static void AddClients(AuthenticationProperties properties, params string[] clientIds)
    {
        var all = Clients(properties).Union(clientIds, StringComparer.Ordinal).ToArray();
        properties.SetString(ClientsItem, all.Length == 0 ? null : string.Join(Separator, all));
    }
}
