namespace IdentityHost.Settings;

/// <summary>
/// How long what clients send may be, in characters: whatever a seed accepts, this server issues, or a client has a reason to send, fits. Beyond
/// it a value is unknown, as what does not exist. The whole table is docs/limits.md.
/// </summary>
internal static class InputLimits
{
    /// <summary>As the column <c>Clients.ClientId</c> and seeds have it.</summary>
    public const int ClientId = 200;

    /// <summary>As seeds have it.</summary>
    public const int ClientSecret = 1024;

    /// <summary>The scopes of a client together are shorter (seeds: 8,000).</summary>
    public const int Scope = 8192;

    /// <summary>The columns' 400, and the port that a native app may add.</summary>
    public const int RedirectUri = 410;

    public const int Nonce = 2048;

    public const int Hint = 2048;

    /// <summary>Codes, refresh tokens and reference tokens have 66 characters.</summary>
    public const int Handle = 100;

    /// <summary>The bytes of a request line: the token to introspect may stand in Passport's query.</summary>
    public const int RequestLineBytes = 64 * 1024;

    public static void Apply(InputLengthRestrictions limits, IdentityHostSettings settings)
    {
        limits.ClientId = ClientId;
        limits.ClientSecret = ClientSecret;
        limits.Scope = settings.Limits.Scope;
        limits.RedirectUri = RedirectUri;
        limits.Nonce = Nonce;
        limits.UiLocale = Hint;
        limits.LoginHint = Hint;
        limits.AcrValues = Hint;
        limits.AuthorizationCode = Handle;
        limits.DeviceCode = Handle;
        limits.RefreshToken = Handle;
        limits.TokenHandle = Handle;
        // Whatever fits into a request: no JWT that this server signed is too long by itself.
        limits.Jwt = settings.MaxRequestBodyBytes;
    }
}
