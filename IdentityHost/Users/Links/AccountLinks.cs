using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityHost.Users.Links;

/// <summary>
/// Makes and reads the tokens of links in mails: encrypted, short-lived, and good for one purpose. That they work once is for those who
/// redeem them to see to.
/// </summary>
internal sealed partial class AccountLinks(IDataProtectionProvider protection, TimeProvider time)
{
    internal const string ResetPurpose = "IdentityHost.ResetPassword";
    internal const string SignUpPurpose = "IdentityHost.SignUp";

    /// <summary>How long a link works.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    // A link must fit into a line of mail (RFC 5322 2.1.1) wherever mail is rewritten on the way; a longer return URL is left behind.
    private const int LongestReturnUrl = 600;
    private const int LongestToken = 2048;

    internal string Create(string purpose, string subject, string? stamp, string? returnUrl)
    {
        var kept = returnUrl?.Length > LongestReturnUrl ? null : returnUrl;
        var link = new AccountLink(subject, stamp, kept, (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        return protection.CreateProtector(purpose).Protect(JsonSerializer.Serialize(link, LinkJson.Default.AccountLink));
    }

    /// <summary>Null: it is none of ours, or too old.</summary>
    internal AccountLink? Read(string purpose, string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > LongestToken)
            return null;
        try
        {
            var json = protection.CreateProtector(purpose).Unprotect(token);
            var link = JsonSerializer.Deserialize(json, LinkJson.Default.AccountLink);
            return link?.Expires > time.GetUtcNow().ToUnixTimeSeconds() ? link : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    [JsonSerializable(typeof(AccountLink))]
    private sealed partial class LinkJson : JsonSerializerContext;
}
