using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IdentityEngine.Validation;

namespace IdentityEngine.ResponseHandling;

/// <summary>
/// <c>session_state</c> of an authentication response (OpenID Connect Session Management 1.0 section 2): a salted hash by which the frame of
/// <c>check_session_iframe</c> (CheckSession.js) tells whether the session is still the same.
/// </summary>
internal static class SessionState
{
    private const int SaltBytes = 16;

    /// <summary>The state; null if it is no authentication request, or the client's page has no origin.</summary>
    internal static string? Of(ValidatedAuthorizeRequest request)
    {
        if (!request.IsOpenIdRequest || !request.Options.Endpoints.EnableCheckSessionEndpoint || string.IsNullOrEmpty(request.SessionId)
            || new Uri(request.RedirectUri) is not { Scheme: "http" or "https" } client)
        {
            return null;
        }

        var salt = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SaltBytes));
        var text = string.Join(' ', request.ClientId, client.GetLeftPart(UriPartial.Authority), request.SessionId, salt);
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text))) + "." + salt;
    }
}
