namespace IdentityHost.Settings;

/// <summary>
/// How mail is sent: over SMTP, or into a folder. Without <see cref="From"/> there is no mail, and none of the pages that need it
/// (forgotten password, sign-up).
/// </summary>
public sealed class MailSettings
{
    /// <summary>The sender's address, with or without a name (<c>Sign-in &lt;no-reply@example.com&gt;</c>). Default: none, so no mail.</summary>
    public string? From { get; set; }

    /// <summary>The SMTP server's name. Either this or <see cref="PickupFolder"/> goes with <see cref="From"/>.</summary>
    public string? Host { get; set; }

    /// <summary>The SMTP server's port, 1 to 65535. Default 587 (RFC 6409, submission).</summary>
    public int Port { get; set; } = 587;

    /// <summary>Refuses a server without STARTTLS (RFC 3207). Default true.</summary>
    public bool RequireTls { get; set; } = true;

    /// <summary>The name for the SMTP server. Default: none, nobody signs in there.</summary>
    public string? UserName { get; set; }

    /// <summary>The password for the SMTP server.</summary>
    public string? Password { get; set; }

    /// <summary>
    /// Whether the SMTP server takes addresses outside ASCII before the @ (RFC 6531, SMTPUTF8). Without it the pages refuse them; a domain
    /// outside ASCII always works. Default false.
    /// </summary>
    public bool SmtpUtf8 { get; set; }

    /// <summary>A folder, by its absolute path, into which each mail is written as a file instead of being sent: for trying out.</summary>
    public string? PickupFolder { get; set; }

    /// <summary>Whether mail can be sent to an address that is not ASCII before the @. A file takes any.</summary>
    internal bool TakesUnicode => SmtpUtf8 || !string.IsNullOrEmpty(PickupFolder);

    /// <summary>Whether mail can be sent.</summary>
    internal bool IsEnabled => !string.IsNullOrWhiteSpace(From);
}
