using IdentityHost.Settings;

namespace IdentityHost.Passport;

/// <summary>Where Passport's routes are with these settings.</summary>
internal sealed class PassportPaths(PassportSettings options)
{
    public string Token { get; } = $"/{options.TokenPrefix ?? options.Prefix}/token";

    public string Authorize { get; } = $"/{options.AuthorizePrefix ?? options.Prefix}/authorize";

    public string Introspect { get; } = $"/{options.IntrospectPrefix ?? options.Prefix}/introspect";
}
