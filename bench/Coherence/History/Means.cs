namespace Bench.Coherence.History;

/// <summary>How access is taken away.</summary>
public static class Means
{
    public const string AccessTokenRevoked = "access token revoked (RFC 7009)";
    public const string RefreshTokenRevoked = "refresh token revoked (RFC 7009)";
    public const string RefreshTokenReused = "refresh token used again";
    public const string CodeReplayed = "code used again";
    public const string SignOut = "sign-out";
    public const string SessionsEnded = "sessions ended by an operator";
    public const string UserDisabled = "user disabled with psql";
    public const string ClientDisabled = "client disabled with psql";

    /// <summary>The one use of a code or of a refresh token, which is over with it.</summary>
    public const string Use = "use of a grant";

    /// <summary>What every run has to show.</summary>
    public static IReadOnlyList<string> Demanded { get; } =
    [
        AccessTokenRevoked, RefreshTokenRevoked, RefreshTokenReused, CodeReplayed, SignOut, SessionsEnded, UserDisabled, ClientDisabled,
    ];
}
