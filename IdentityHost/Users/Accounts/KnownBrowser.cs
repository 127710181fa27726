using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using IdentityHost.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace IdentityHost.Users.Accounts;

/// <summary>
/// A long-lived cookie that says in which browser a person signed in before (OWASP, "device cookies"). It signs nobody in: it only has a
/// budget of wrong passwords of its own, so that strangers who spend theirs lock nobody out. It is bound to the person, and to their security
/// stamp: after another password every browser is a stranger again.
/// </summary>
internal sealed partial class KnownBrowser(
    IDataProtectionProvider protection, IHttpContextAccessor accessor, IOptions<IdentityHostSettings> options)
{
    internal const string CookieName = "idsrv.browser";

    // Of those who share a browser.
    private const int MostPeople = 5;
    private const int LongestCookie = 2000;
    private const int IdBytes = 12;
    private const int StampBytes = 12;

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("IdentityHost.KnownBrowser").ToTimeLimitedDataProtector();

    /// <summary>The name of this browser among those of the user; null if they never signed in here, or long ago.</summary>
    internal string? Find(ApplicationUser? user) =>
        user is null ? null : Array.Find(Read(), entry => entry.UserId == user.Id && entry.Stamp == StampOf(user.SecurityStamp))?.Id;

    /// <summary>The user has proved who they are in this browser.</summary>
    internal void Remember(string userId, string? securityStamp)
    {
        if (accessor.HttpContext is not { } context)
            return;
        var stamp = StampOf(securityStamp);
        var known = Read();
        // A name of its own as long as it is known: another one at each sign-in would be another budget each time.
        var id = Array.Find(known, entry => entry.UserId == userId && entry.Stamp == stamp)?.Id
            ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(IdBytes));
        Entry[] entries = [new(userId, stamp, id), .. known.Where(entry => entry.UserId != userId).Take(MostPeople - 1)];
        var lifetime = options.Value.SignIn.KnownBrowserLifetime;
        var value = _protector.Protect(JsonSerializer.Serialize(entries, EntriesJson.Default.EntryArray), lifetime);
        context.Response.Cookies.Append(CookieName, value, Attributes(context, lifetime));
    }

    private Entry[] Read()
    {
        if (accessor.HttpContext?.Request.Cookies[CookieName] is not { Length: > 0 and <= LongestCookie } value)
            return [];
        try
        {
            return JsonSerializer.Deserialize(_protector.Unprotect(value), EntriesJson.Default.EntryArray) ?? [];
        }
        catch (CryptographicException)
        {
            // Not an outage, unlike a stored payload: the browser sent it.
            return [];
        }
    }

    private static string StampOf(string? securityStamp) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(securityStamp ?? "")).AsSpan(0, StampBytes));

#pragma warning disable S2092 // Secure wherever the page is; plain HTTP is answered on loopback only.
    private static CookieOptions Attributes(HttpContext context, TimeSpan lifetime) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = lifetime,
        Path = context.Request.PathBase.HasValue ? context.Request.PathBase : "/",
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };
#pragma warning restore S2092

    private sealed record Entry(string UserId, string Stamp, string Id);

    [JsonSerializable(typeof(Entry[]))]
    private sealed partial class EntriesJson : JsonSerializerContext;
}
