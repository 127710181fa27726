using System.Globalization;
using IdentityHost.Settings;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace IdentityHost.Mail;

/// <summary>Sends over SMTP (RFC 5321), or writes into the pickup folder.</summary>
internal sealed class SmtpMailSender(IOptions<IdentityHostSettings> options) : IMailSender
{
    /// <summary>Where TLS begins with the first byte (RFC 8314 3.3).</summary>
    private const int SubmissionsPort = 465;

    private readonly MailSettings _settings = options.Value.Email;

    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        using var message = Compose(mail);
        var format = FormatOptions.Default.Clone();
        // Else a domain outside ASCII is written as DNS has it.
        format.International = MailAddresses.NeedsUnicode(mail.To);
        if (_settings.PickupFolder is { Length: > 0 } folder)
            await WriteAsync(message, format, folder, ct);
        else
            await SendAsync(message, format, ct);
    }

    private MimeMessage Compose(OutgoingMail mail)
    {
        var message = new MimeMessage { Subject = mail.Subject };
        message.From.Add(MailboxAddress.Parse(_settings.From!));
        message.To.Add(new MailboxAddress(null, mail.To));
        // RFC 3834 5: no holiday notice answers it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new TextPart("plain") { Text = mail.Text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        return message;
    }

    private static async Task WriteAsync(MimeMessage message, FormatOptions format, string folder, CancellationToken ct)
    {
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        var path = Path.Combine(folder, Guid.CreateVersion7().ToString("D", CultureInfo.InvariantCulture) + ".eml");
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await message.WriteToAsync(format, file, ct);
    }

    private async Task SendAsync(MimeMessage message, FormatOptions format, CancellationToken ct)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync(_settings.Host!, _settings.Port, Encryption, ct);
        if (format.International && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            throw new SmtpUtf8MissingException();
        if (_settings.UserName is not null)
            await client.AuthenticateAsync(_settings.UserName, _settings.Password!, ct);
        await client.SendAsync(format, message, ct);
        await client.DisconnectAsync(quit: true, ct);
    }

    // Encryption is the setting's to say; the default demands it.
    private SecureSocketOptions Encryption => _settings switch
    {
        { RequireTls: false } => SecureSocketOptions.None,
        { Port: SubmissionsPort } => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };
}
