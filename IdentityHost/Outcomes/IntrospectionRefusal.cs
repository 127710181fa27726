namespace IdentityHost.Outcomes;

/// <summary>Why a caller is refused, with the status and the challenge that say so (RFC 6750 3.1).</summary>
public sealed record IntrospectionRefusal
{
    private IntrospectionRefusal(string reason, int status, string challenge) => (Reason, Status, Challenge) = (reason, status, challenge);

    /// <summary>No bearer token at all: a challenge without an error.</summary>
    public static IntrospectionRefusal NoToken { get; } = new("no_token", StatusCodes.Status401Unauthorized, "Bearer");

    /// <summary>
    /// The caller's token is invalid, expired, revoked or otherwise unusable. Only 401 makes Passport's client fetch a new one.
    /// </summary>
    public static IntrospectionRefusal InvalidToken { get; } =
        new("invalid_token", StatusCodes.Status401Unauthorized, "Bearer error=\"invalid_token\"");

    /// <summary>The caller's token is a user's token.</summary>
    public static IntrospectionRefusal UserToken { get; } =
        new("user_token", StatusCodes.Status403Forbidden, "Bearer error=\"insufficient_scope\"");

    /// <summary>The policy says no.</summary>
    public static IntrospectionRefusal NotPermitted { get; } =
        new("not_permitted", StatusCodes.Status403Forbidden, "Bearer error=\"insufficient_scope\"");

    /// <summary>For the log.</summary>
    public string Reason { get; }

    /// <summary>401 or 403.</summary>
    public int Status { get; }

    /// <summary>The value of WWW-Authenticate.</summary>
    public string Challenge { get; }

    /// <summary>The caller's token lacks a scope that the route demands.</summary>
    public static IntrospectionRefusal MissingScope(IEnumerable<string> demanded) =>
        new("missing_scope", StatusCodes.Status403Forbidden, $"Bearer error=\"insufficient_scope\", scope=\"{string.Join(' ', demanded)}\"");
}
