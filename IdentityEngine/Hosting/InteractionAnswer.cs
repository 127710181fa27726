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
    private const string CookieName = "idsrv.answer";
    private const int MinutesToKeep = 5;

    private readonly ITimeLimitedDataProtector _protector =
        dataProtection.CreateProtector("IdentityEngine.InteractionAnswer").ToTimeLimitedDataProtector();

    internal void Write(NameValueCollection parameters, InteractionError error, string? description)
    {
        var text = string.Join('\n', RequestFingerprint.Of(parameters), ((int)error).ToString(CultureInfo.InvariantCulture), description);
        var context = accessor.HttpContext!;
        context.Response.Cookies.Append(
            CookieName, _protector.Protect(text, TimeSpan.FromMinutes(MinutesToKeep)), Options(context));
    }

    /// <summary>The answer to this request, or null. It is gone afterwards.</summary>
    internal ConsentResponse? Take(NameValueCollection parameters)
    {
        var context = accessor.HttpContext!;
        if (context.Request.Cookies[CookieName] is not { } cookie)
        {
            return null;
        }

        context.Response.Cookies.Delete(CookieName, Options(context));
        return ProtectedText.Unprotect(_protector, cookie)?.Split('\n', 3) is [var fingerprint, var error, var description]
            && RequestFingerprint.Of(parameters) == fingerprint
            ? new ConsentResponse
            {
                Error = (InteractionError)int.Parse(error, CultureInfo.InvariantCulture),
                ErrorDescription = description.Length == 0 ? null : description,
            }
            : null;
    }

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
    };
}
