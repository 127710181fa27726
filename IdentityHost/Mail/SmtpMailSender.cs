using System.Net;
using System.Net.Mail;
using System.Text;
using IdentityHost.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityHost.Mail;

/// <summary>Sends over SMTP (RFC 5321), or writes into the pickup folder.</summary>
internal sealed class SmtpMailSender(IOptions<IdentityHostOptions> options) : IMailSender
{
    private readonly MailSettings _settings = options.Value.Email;

    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        using var client = NewClient();
        using var message = new MailMessage(new MailAddress(_settings.From!), new MailAddress(mail.To))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = System.Net.Mime.TransferEncoding.QuotedPrintable,
        };
        // RFC 3834 5: no holiday notice answers it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        await client.SendMailAsync(message, ct);
    }

#pragma warning disable S5332 // Encryption is the setting's to say; the default demands it. A folder has none.
    private SmtpClient NewClient()
    {
        if (_settings.PickupFolder is { Length: > 0 } folder)
        {
            return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder };
        }

        return new SmtpClient(_settings.Host, _settings.Port)
        {
            EnableSsl = _settings.RequireTls,
            Credentials = _settings.UserName is null ? null : new NetworkCredential(_settings.UserName, _settings.Password),
        };
    }
#pragma warning restore S5332
}
