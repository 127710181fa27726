using System.Collections.Specialized;
using System.Text;
using System.Text.Encodings.Web;

namespace IdentityEngine.Services;

/// <summary>The parameters of an authorization request, beyond those that other endpoints know too (<see cref="OAuthParameters"/>).</summary>
internal static class AuthorizeParameters
{
    internal const string ResponseType = "response_type";
    internal const string ResponseMode = "response_mode";
    internal const string State = "state";
    internal const string SessionState = "session_state";
    internal const string Nonce = "nonce";
    internal const string CodeChallenge = "code_challenge";
    internal const string CodeChallengeMethod = "code_challenge_method";
    internal const string Prompt = "prompt";
    internal const string MaxAge = "max_age";
    internal const string UiLocales = "ui_locales";
    internal const string LoginHint = "login_hint";
    internal const string AcrValues = "acr_values";
    internal const string Request = "request";
    internal const string RequestUri = "request_uri";

    /// <summary>Ours, never a client's: proof of when this server asked for a fresh sign-in (<see cref="FreshSignIn"/>).</summary>
    internal const string FreshSignIn = "fresh_sign_in";

    /// <summary>What the client sent, as a query string without its question mark, in its order.</summary>
    internal static string ToQueryOfClient(NameValueCollection parameters) =>
        ToQuery(parameters, name => name != FreshSignIn);

    /// <summary>All parameters, as a query string without its question mark, in their order.</summary>
    internal static string ToQuery(NameValueCollection parameters) => ToQuery(parameters, _ => true);

    private static string ToQuery(NameValueCollection parameters, Func<string?, bool> isWanted)
    {
        var query = new StringBuilder();
        foreach (var name in parameters.AllKeys.Where(isWanted))
        {
            foreach (var value in parameters.GetValues(name) ?? [])
            {
                query.Append(query.Length == 0 ? "" : "&")
                    .Append(UrlEncoder.Default.Encode(name ?? ""))
                    .Append('=')
                    .Append(UrlEncoder.Default.Encode(value));
            }
        }

        return query.ToString();
    }
}
