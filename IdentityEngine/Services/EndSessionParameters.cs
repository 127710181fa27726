namespace IdentityEngine.Services;

/// <summary>The parameters of OpenID Connect RP-Initiated Logout 1.0 section 2, beyond those that other endpoints know too.</summary>
internal static class EndSessionParameters
{
    internal const string IdTokenHint = "id_token_hint";
    internal const string PostLogoutRedirectUri = "post_logout_redirect_uri";

    /// <summary>Ours: what the frame with the clients' frames is about.</summary>
    internal const string EndSessionId = "endSessionId";
}
