namespace IdentityHost.Settings;

/// <summary>How many wrong passwords and codes are looked at.</summary>
public sealed class SignInSettings
{
    /// <summary>
    /// Failed attempts at one account after which further ones are not looked at for a while, 2 to 100. Each browser in which the person
    /// signed in before has so many of its own, and all other senders together have so many. Default 5.
    /// </summary>
    public int Attempts { get; set; } = 5;

    /// <summary>For how long, 1 minute to 1 day. Default 5 minutes.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a browser is known after a sign-in, 1 day to 400 days. Default 180 days.</summary>
    public TimeSpan KnownBrowserLifetime { get; set; } = TimeSpan.FromDays(180);
}
