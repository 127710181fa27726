using IdentityEngine.Configuration;
using IdentityEngine.Stores;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Services;

/// <summary>The sign-in by which the user of this request is signed in.</summary>
internal sealed class CurrentSignIn(IHttpContextAccessor accessor, IdentityServerOptions options)
{
    /// <summary>What tells it from every other; empty if nobody is signed in.</summary>
    internal async Task<string> FindAsync() =>
        SessionProperties.SignIn((await accessor.HttpContext!.AuthenticateAsync(SessionCookie.SchemeOf(options))).Properties) ?? string.Empty;
}
