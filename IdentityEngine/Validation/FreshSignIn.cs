using System.Collections.Specialized;
using System.Globalization;
using IdentityEngine.Extensions;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityEngine.Validation;

/// <summary>
/// Remembers, without a server-side state, since when an authorization request waits for a fresh sign-in. <c>prompt=login</c> and
/// <c>max_age</c> (OpenID Connect Core 3.1.2.1) ask for one; when the browser comes back from the sign-in page, the request is
/// the same again, and only this parameter tells a sign-in that answered it from one that was there before. It is protected and
/// bound to the request, so that it can't be taken from one request to another.
/// </summary>
internal sealed class FreshSignIn(IDataProtectionProvider dataProtection, TimeProvider time)
{
    /// <summary>How long a sign-in page may be open. A return URL that is found later, in a history, proves nothing.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly IDataProtector _protector = dataProtection.CreateProtector("IdentityEngine.FreshSignIn");

    /// <summary>Whether it depends on the time of the last sign-in if this request is answered.</summary>
    internal static bool Matters(ValidatedAuthorizeRequest request) =>
        request.PromptModes.Any() || OldestAllowed(request) is not null;

    /// <summary>Seconds since the last sign-in at most, or null: the stricter one of the request's limit and the client's.</summary>
    internal static int? OldestAllowed(ValidatedAuthorizeRequest request) =>
        request.MaxAge is { } requested && request.Client.UserSsoLifetime is { } configured
            ? Math.Min(requested, configured)
            : request.MaxAge ?? request.Client.UserSsoLifetime;

    /// <summary>Whether the last sign-in is longer ago than that: <c>auth_time</c> has whole seconds, but the time goes on between them.</summary>
    internal bool IsOlderThan(int seconds, ValidatedAuthorizeRequest request) =>
        // max_age=0 asks for a fresh one, whatever the clock says.
        seconds <= 0 || time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(request.Subject.GetAuthenticationTimeEpoch()) > TimeSpan.FromSeconds(seconds);

    /// <summary>The parameters with the demand added, for the return URL.</summary>
    /// <param name="parameters">The authorization request.</param>
    /// <param name="signIn">The sign-in that does not answer it (<see cref="Services.CurrentSignIn"/>).</param>
    internal NameValueCollection Demand(NameValueCollection parameters, string signIn)
    {
        var demanded = new NameValueCollection(StringComparer.Ordinal) { parameters };
        var since = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        demanded[AuthorizeParameters.FreshSignIn] = _protector.Protect($"{since} {RequestFingerprint.Of(parameters)} {signIn}");
        return demanded;
    }

    /// <summary>True if the user signed in after this very request asked for it, not long ago.</summary>
    /// <param name="request">The authorization request, with the demand.</param>
    /// <param name="signIn">The present sign-in.</param>
    internal bool IsAnswered(ValidatedAuthorizeRequest request, string signIn)
    {
        if (ProtectedText.Unprotect(_protector, request.Raw[AuthorizeParameters.FreshSignIn])?.Split(' ') is not [var demanded, var fingerprint, .. var before])
        {
            return false;
        }

        var since = long.Parse(demanded, CultureInfo.InvariantCulture);
        var signedIn = request.Subject.GetAuthenticationTimeEpoch();
        return fingerprint == RequestFingerprint.Of(request.Raw)
            && time.GetUtcNow().ToUnixTimeSeconds() - since <= Lifetime.TotalSeconds
            // Within one second of the demand the time does not tell a sign-in that answers it from the one that was there.
            && (signedIn > since || (signedIn == since && signIn != before.ElementAtOrDefault(0)));
    }
}
