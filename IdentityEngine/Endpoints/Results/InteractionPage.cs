using System.Collections.Specialized;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Services;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityEngine.Endpoints.Results;

/// <summary>Sends the browser to a page of the host for the sake of an authorization request.</summary>
internal static class InteractionPage
{
    /// <param name="context">The request.</param>
    /// <param name="urls">Where this server is.</param>
    /// <param name="configured">The page, as the options have it.</param>
    /// <param name="returnUrlParameter">Takes the way back: the callback, with the whole request in its query.</param>
    /// <param name="parameters">The authorization request.</param>
    internal static void Write(
        HttpContext context, IServerUrls urls, string configured, string returnUrlParameter, NameValueCollection parameters)
    {
        var page = InteractionUrl.Resolve(configured, urls);

        // A page at another origin needs an absolute way back.
        var origin = (page.IsElsewhere ? urls.BaseUrl : urls.BasePath)?.TrimEnd('/');
        var returnUrl = $"{origin}{ProtocolRoutePaths.AuthorizeCallback}?{AuthorizeParameters.ToQuery(parameters)}";
        BrowserRedirect.Write(context, QueryHelpers.AddQueryString(page.Url, returnUrlParameter, returnUrl));
    }
}
