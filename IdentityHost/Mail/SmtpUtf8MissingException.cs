namespace IdentityHost.Mail;

/// <summary>The address needs SMTPUTF8 (RFC 6531), and the mail server has it not. To try again is of no use.</summary>
internal sealed class SmtpUtf8MissingException() : Exception("The mail server does not announce SMTPUTF8 (RFC 6531), which this address needs.");
