using System.Globalization;
using System.Net.Mail;
using System.Text;
using Shared;

namespace IdentityHost.Mail;

/// <summary>
/// Which addresses can be written to. A domain outside ASCII is sent as DNS has it (RFC 5891). The part before the @ can't be written another
/// way: outside ASCII it takes a mail server with SMTPUTF8 (RFC 6531).
/// </summary>
internal static class MailAddresses
{
    /// <summary>Longest address, in bytes (RFC 5321 4.5.3.1.3).</summary>
    internal const int Longest = 254;

    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    /// <summary>What is wrong with an address; <see cref="AddressProblem.None"/> if nothing is.</summary>
    /// <param name="takesUnicode">Whether mail can be sent to a part before the @ that is not ASCII.</param>
    internal static AddressProblem Check(string? text, bool takesUnicode)
    {
        if (!IsAddress(text))
            return AddressProblem.NoAddress;
        // An address may become a user name.
        return (takesUnicode || !NeedsUnicode(text!)) && UserNames.IsAllowed(text!) ? AddressProblem.None : AddressProblem.OutOfReach;
    }

    /// <summary>Whether only a mail server with SMTPUTF8 takes mail to this address.</summary>
    internal static bool NeedsUnicode(string address) => !Ascii.IsValid(address.AsSpan(0, address.LastIndexOf('@')));

    private static bool IsAddress(string? text) =>
        text is { Length: > 0 and <= Longest }
        && Encoding.UTF8.GetByteCount(text) <= Longest
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && MailAddress.TryCreate(text, out var address) && address.Address == text
        && IsDomain(address.Host);

    private static bool IsDomain(string domain)
    {
        try
        {
            return Domains.GetAscii(domain).Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
