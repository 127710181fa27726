using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityHost.Users.Accounts;

/// <summary>
/// What a person's browser keeps between two steps that belong together: encrypted, hidden from scripts and other sites, and of no use
/// after a few minutes. The name is part of the encryption's purpose, so one step's cookie does for no other.
/// </summary>
internal sealed class InterimCookie(IDataProtectionProvider protection)
{
    /// <summary>For how long the next step can be taken.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private static readonly CookieBuilder Builder = new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        SecurePolicy = CookieSecurePolicy.SameAsRequest,
        IsEssential = true,
    };

    private readonly IDataProtectionProvider _protection = protection.CreateProtector("IdentityHost.InterimCookie");

    internal void Write(HttpContext context, string name, string value) =>
        context.Response.Cookies.Append(name, Protector(name).Protect(value, Lifetime), Attributes(context));

    /// <summary>Null: there is none, it is too old, or it is not what this server wrote.</summary>
    internal string? Read(HttpContext context, string name)
    {
        if (context.Request.Cookies[name] is not { Length: > 0 } value)
            return null;
        try
        {
            return Protector(name).Unprotect(value);
        }
        catch (CryptographicException)
        {
            // Not an outage, unlike a stored payload: the browser sent it.
            return null;
        }
    }

    internal static void Delete(HttpContext context, string name)
    {
        if (context.Request.Cookies.ContainsKey(name))
            context.Response.Cookies.Delete(name, Attributes(context));
    }

    private ITimeLimitedDataProtector Protector(string name) => _protection.CreateProtector(name).ToTimeLimitedDataProtector();

    private static CookieOptions Attributes(HttpContext context)
    {
        var attributes = Builder.Build(context);
        attributes.Path = context.Request.PathBase.HasValue ? context.Request.PathBase : "/";
        return attributes;
    }
}
