namespace Shared;

/// <summary>
/// Why a token is not active, as a code. It stands in <c>ErrorDescription</c> of the validation of a token and of an introspection, for whoever
/// operates the server: callers are not told (RFC 7662 2.2).
/// </summary>
internal static class InactiveReasons
{
    /// <summary>The request has no token, or none that can be read.</summary>
    public const string Missing = "missing";

    /// <summary>It has not the form of a signed JWT that names its key (RFC 7515 3.1).</summary>
    public const string Malformed = "malformed";

    /// <summary>None is stored under this handle: it never was, it was revoked or removed, or it is longer than any.</summary>
    public const string NotFound = "not_found";

    /// <summary>Its time is over.</summary>
    public const string Expired = "expired";

    /// <summary>Its time has not begun.</summary>
    public const string NotYetValid = "not_yet_valid";

    /// <summary>A JWT that was revoked (RFC 7009). Other tokens are removed when they are, and are <see cref="NotFound"/> then.</summary>
    public const string Revoked = "revoked";

    /// <summary>A refresh token that is good once was used.</summary>
    public const string Used = "used";

    /// <summary>The key that a JWT's header names is none of ours, or no longer.</summary>
    public const string UnknownKey = "unknown_key";

    /// <summary>The key that a JWT's header names did not sign it, or not with the key's algorithm.</summary>
    public const string BadSignature = "bad_signature";

    /// <summary>A key of ours signed it for another issuer.</summary>
    public const string WrongIssuer = "wrong_issuer";

    /// <summary>A token of ours of another kind, such as an ID token.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>Its client does not exist, or no longer.</summary>
    public const string ClientUnknown = "client_unknown";

    /// <summary>Its client is disabled.</summary>
    public const string ClientDisabled = "client_disabled";

    /// <summary>Its client may not have refresh tokens any more.</summary>
    public const string NoOfflineAccess = "no_offline_access";

    /// <summary>Its user does not exist, or no longer.</summary>
    public const string UserUnknown = "user_unknown";

    /// <summary>Its user is disabled.</summary>
    public const string UserDisabled = "user_disabled";

    /// <summary>A deployer's own service says that its user is not active, or has no id.</summary>
    public const string UserInactive = "user_inactive";

    /// <summary>The session to which it is tied is over.</summary>
    public const string SessionEnded = "session_ended";

    /// <summary>It is a token of another client than the one that asks.</summary>
    public const string WrongClient = "wrong_client";

    /// <summary>The API that asks has none of its scopes.</summary>
    public const string WrongAudience = "wrong_audience";

    /// <summary>The engine, or a deployer's own rule, says no and does not say why.</summary>
    public const string Rejected = "rejected";
}
