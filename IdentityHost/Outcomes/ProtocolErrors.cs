namespace IdentityHost.Outcomes;

/// <summary>The OAuth error codes that the host itself answers (RFC 6749 4.1.2.1 and 5.2, RFC 7009 2.2.1).</summary>
internal static class ProtocolErrors
{
    public const string InvalidRequest = "invalid_request";
    public const string InvalidGrant = "invalid_grant";
    public const string InvalidClient = "invalid_client";
    /// <summary>RFC 6750 3.1.</summary>
    public const string InvalidToken = "invalid_token";
    public const string UnsupportedTokenType = "unsupported_token_type";
    public const string ServerError = "server_error";
    public const string TemporarilyUnavailable = "temporarily_unavailable";
}
