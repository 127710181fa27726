namespace IdentityHost.TokenCache;

/// <summary>An access token that was found active.</summary>
internal sealed class RememberedToken
{
    public required TokenKey Key { get; init; }

    /// <summary>Whose it is; null for a token that a client asked for itself.</summary>
    public string? Subject { get; init; }

    /// <summary>The session whose end ends it.</summary>
    public string? SessionId { get; init; }

    /// <summary>The id of a JWT.</summary>
    public string? JwtId { get; init; }

    /// <summary>From then on the database is asked again.</summary>
    public required DateTimeOffset ValidUntil { get; init; }
}
