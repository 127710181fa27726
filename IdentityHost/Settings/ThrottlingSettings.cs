namespace IdentityHost.Settings;

/// <summary>
/// How much one sender (an IPv4 address, an IPv6 network of 64 bits) may ask for. Each host counts for itself. Beyond it: 429.
/// </summary>
public sealed class ThrottlingSettings
{
    /// <summary>
    /// How many passwords a host looks at at once, 1 to 64. Each occupies a processor meanwhile. Default: half of the processors, at least one
    /// (0 means that).
    /// </summary>
    public int PasswordsAtOnce { get; set; }

    /// <summary>How long a password waits until one of these looks at it, 1 second to 1 minute; then 429. Default 5 seconds.</summary>
    public TimeSpan LongestPasswordWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many forms of the pages a sender may post in a minute, 10 to 1000000; a third of them at once. Default 600.</summary>
    public int FormsPerMinute { get; set; } = 600;

    /// <summary>
    /// How many wrong passwords a sender may try in a minute, whoever's they are meant to be, 1 to 1000000; counted over five minutes. A
    /// browser in which the person signed in before is not counted, and not refused. Default 20.
    /// </summary>
    public int WrongPasswordsPerMinute { get; set; } = 20;

    /// <summary>
    /// How many wrong secrets of one client or API resource a sender may try in a minute, 1 to 1000000 (RFC 6749 2.3.1). Default 10.
    /// </summary>
    public int WrongClientSecretsPerMinute { get; set; } = 10;
}
