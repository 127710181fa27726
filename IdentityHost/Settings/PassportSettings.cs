namespace IdentityHost.Settings;

/// <summary>Settings of the surface that Laravel Passport's introspection packages talk to.</summary>
public sealed class PassportSettings
{
    /// <summary>
    /// The prefix of <c>/token</c>, <c>/authorize</c> and <c>/introspect</c>, without slashes at its ends. Default <c>oauth</c>.
    /// </summary>
    public string Prefix { get; set; } = "oauth";

    /// <summary>The prefix of <c>/token</c> alone. Default: <see cref="Prefix"/>.</summary>
    public string? TokenPrefix { get; set; }

    /// <summary>The prefix of <c>/authorize</c> alone. Default: <see cref="Prefix"/>.</summary>
    public string? AuthorizePrefix { get; set; }

    /// <summary>
    /// The prefix of <c>/introspect</c> alone, as the documentation of passport-introspection-server moves it (<c>api</c>). Default:
    /// <see cref="Prefix"/>.
    /// </summary>
    public string? IntrospectPrefix { get; set; }

    /// <summary>Scopes that a caller's own token must have to introspect. Default none.</summary>
    public IList<string> RequiredScopes { get; } = [];

    /// <summary>
    /// Writes an id that is a canonical decimal integer within JSON's safe range (at most 2^53 - 1 either side of zero) as a number, as
    /// Passport does. False: always strings. Default true.
    /// </summary>
    public bool NumericIds { get; set; } = true;
}
