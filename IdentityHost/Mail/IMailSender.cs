namespace IdentityHost.Mail;

/// <summary>Hands a mail over to whoever delivers it.</summary>
internal interface IMailSender
{
    /// <summary>Returns when the mail was accepted; throws if it was not.</summary>
    Task SendAsync(OutgoingMail mail, CancellationToken ct);
}
