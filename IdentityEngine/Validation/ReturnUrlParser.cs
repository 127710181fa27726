using System.Collections.Specialized;
using IdentityEngine.Models;
using IdentityEngine.Services;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityEngine.Validation;

/// <summary>
/// Recognises the return URLs that the authorization endpoint made: a path of this server and no address of another (RFC 9700 4.11,
/// open redirection), and the callback with a request in its query.
/// </summary>
internal sealed class ReturnUrlParser(AuthorizeRequestValidator validator, IUserSession session, IServerUrls urls) : IReturnUrlParser
{
    public async Task<IAuthenticationContext?> ParseAsync(string returnUrl, CancellationToken ct)
    {
        if (!IsValidReturnUrl(returnUrl))
        {
            return null;
        }

        var parameters = new NameValueCollection(StringComparer.Ordinal);
        foreach (var (name, values) in QueryHelpers.ParseQuery(returnUrl[returnUrl.IndexOf('?', StringComparison.Ordinal)..]))
        {
            foreach (var value in values)
            {
                parameters.Add(name, value);
            }
        }

        var result = await validator.ValidateAsync(parameters, await session.GetUserAsync(ct), ct);
        return result.IsError ? null : new AuthorizationRequest(result.Request);
    }

    /// <summary>
    /// The text has to start with exactly the path that this server would have written, so there is nothing that a browser could read in
    /// another way (<c>//host</c>, <c>/\host</c>, control characters, dot segments).
    /// </summary>
    public bool IsValidReturnUrl(string returnUrl)
    {
        if (string.IsNullOrEmpty(returnUrl) || returnUrl.Any(c => c is <= ' ' or '\\' or '#' or >= '\x7f'))
        {
            return false;
        }

        var callback = urls.BasePath?.TrimEnd('/') + ProtocolRoutePaths.AuthorizeCallback + "?";
        return returnUrl.StartsWith(callback, StringComparison.Ordinal);
    }
}
