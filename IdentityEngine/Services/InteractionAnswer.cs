using System.Collections.Specialized;
using System.Text.Json;
using IdentityEngine.Models;
using IdentityEngine.Stores;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Services;

/// <summary>
/// Carries what the user decided on a page to the callback of the authorization endpoint, in a protected cookie that is bound to that
/// one request and that one user, and is taken once.
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

    // With the names of many scopes it is longer than browsers take in one cookie.
    private readonly ChunkingCookieManager _cookies = new();

    private readonly ITimeLimitedDataProtector _protector =
        dataProtection.CreateProtector("IdentityEngine.InteractionAnswer").ToTimeLimitedDataProtector();

    /// <param name="parameters">The request that is answered.</param>
    /// <param name="response">The answer.</param>
    /// <param name="subjectId">Who answered; null if nobody was signed in, who can only refuse.</param>
    internal void Write(NameValueCollection parameters, ConsentResponse response, string? subjectId)
    {
        var answer = new StoredAnswer
        {
            Request = RequestFingerprint.Of(parameters),
            SubjectId = subjectId,
            Error = response.Error,
            ErrorDescription = response.ErrorDescription,
            Scopes = [.. response.ScopesValuesConsented ?? []],
            Remember = response.RememberConsent,
            Description = response.Description,
        };
        var text = JsonSerializer.Serialize(answer, StoredAnswerJson.Default.StoredAnswer);
        var context = accessor.HttpContext!;
        _cookies.AppendResponseCookie(
            context, Cookie.Name!, _protector.Protect(text, TimeSpan.FromMinutes(MinutesToKeep)), Cookie.Build(context));
    }

    /// <summary>The answer of this user to this request, or null. It is gone afterwards; another request's stays.</summary>
    internal ConsentResponse? Take(NameValueCollection parameters, string? subjectId)
    {
        var context = accessor.HttpContext!;
        if (ProtectedText.Unprotect(_protector, _cookies.GetRequestCookie(context, Cookie.Name!)) is not { } text
            || JsonSerializer.Deserialize(text, StoredAnswerJson.Default.StoredAnswer) is not { } answer
            || answer.Request != RequestFingerprint.Of(parameters))
        {
            return null;
        }

        _cookies.DeleteCookie(context, Cookie.Name!, Cookie.Build(context));
        return answer.Error is null && answer.SubjectId != subjectId
            ? null
            : new ConsentResponse
            {
                Error = answer.Error,
                ErrorDescription = answer.ErrorDescription,
                ScopesValuesConsented = answer.Scopes,
                RememberConsent = answer.Remember,
                Description = answer.Description,
            };
    }
}
