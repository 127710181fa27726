namespace IdentityHost.Mail;

/// <summary>A mail in plain text. Its text may hold a link that is as good as a password: it is never logged.</summary>
/// <param name="IsNotice">
/// It tells somebody about their account, and nobody else can ask for it. It goes before mails that anybody can have sent, and is not counted with them.
/// </param>
internal sealed record OutgoingMail(string To, string Subject, string Text, bool IsNotice)
{
    public override string ToString() => nameof(OutgoingMail);
}
