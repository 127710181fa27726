using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityEngine.Stores;

/// <summary>Protects tickets at rest.</summary>
internal sealed class SessionTicketProtector(IDataProtectionProvider dataProtection)
{
    /// <summary>Tells a ticket of ours from one that another engine left behind, whose user signs in again.</summary>
    private const string Format = "IdentityEngine.1:";

    private readonly IDataProtector _protector = dataProtection.CreateProtector("IdentityEngine.ServerSideSession");

    internal string Protect(AuthenticationTicket ticket) =>
        Format + Convert.ToBase64String(_protector.Protect(TicketSerializer.Default.Serialize(ticket)));

    /// <summary>The ticket; null if another engine wrote it.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It can't be read: another key ring, or damage.</exception>
    internal AuthenticationTicket? Unprotect(string text) =>
        text.StartsWith(Format, StringComparison.Ordinal)
            ? TicketSerializer.Default.Deserialize(_protector.Unprotect(Convert.FromBase64String(text[Format.Length..])))
            : null;
}
