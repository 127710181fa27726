using System.Collections.Specialized;
using System.Globalization;
using IdentityEngine.Models;
using IdentityEngine.Stores;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Hosting;

/// <summary>
/// Carries what the user decided on a page to the callback of the authorization endpoint, in a protected cookie that is bound to that
/// one request and is taken once.
/// </summary>
internal sealed class InteractionAnswer(IHttpContextAccessor accessor, IDataProtectionProvider dataProtection)
{
    private const int MinutesToKeep = 5;

    private static readonly CookieBuilder Cookie = new()
    {
        Name = "idsrv.answer",
        HttpOnly = true,
        IsEssential = true,
        SecurePolicy = CookieSecurePolicy.SameAsRequest,
        SameSite = SameSiteMode.Lax,
    };

    private readonly ITimeLimitedDataProtector _protector =
        dataProtection.CreateProtector("IdentityEngine.InteractionAnswer").ToTimeLimitedDataProtector();

    internal void Write(NameValueCollection parameters, InteractionError error, string? description)
    {
        var text = string.Join('\n', RequestFingerprint.Of(parameters), ((int)error).ToString(CultureInfo.InvariantCulture), description);
        var context = accessor.HttpContext!;
        context.Response.Cookies.Append(
            Cookie.Name!, _protector.Protect(text, TimeSpan.FromMinutes(MinutesToKeep)), Cookie.Build(context));
    }

    /// <summary>The answer to this request, or null. It is gone afterwards.</summary>
    internal ConsentResponse? Take(NameValueCollection parameters)
    {
        var context = accessor.HttpContext!;
        if (context.Request.Cookies[Cookie.Name!] is not { } cookie)
        {
            return null;
        }

        context.Response.Cookies.Delete(Cookie.Name!, Cookie.Build(context));
        var parts = ProtectedText.Unprotect(_protector, cookie)?.Split('\n', 3);
        if (parts is not [var fingerprint, var error, var description] || fingerprint != RequestFingerprint.Of(parameters))
        {
            return null;
        }

        return new ConsentResponse
        {
            Error = (InteractionError)int.Parse(error, CultureInfo.InvariantCulture),
            ErrorDescription = description.Length == 0 ? null : description,
        };
    }
}
