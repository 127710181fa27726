namespace IdentityHost.Mail;

/// <summary>A mail in plain text. Its text may hold a link that is as good as a password: it is never logged.</summary>
internal sealed record OutgoingMail(string To, string Subject, string Text)
{
    public override string ToString() => nameof(OutgoingMail);
}
