using IdentityHost.Engine;
using Microsoft.AspNetCore.Http.Features;

namespace IdentityHost.OnDuende;

/// <summary>
/// Completes the redirects by which Duende answers an authorization request: refusals that arise from an interaction and hybrid answers have no
/// <c>iss</c> there (RFC 9207 2), a refusal ends in <c>#_</c>, and it comes in the query where the client asked for the fragment.
/// </summary>
internal sealed class AuthorizeRedirects(RequestDelegate next)
{
    private const string Issuer = "iss";

    public Task InvokeAsync(HttpContext context, IIssuerNameService issuers)
    {
        if (context.Request.Path != EnginePaths.Authorize && context.Request.Path != EnginePaths.AuthorizeCallback)
            return next(context);
        context.Response.OnStarting(async () =>
        {
            if (context.Response.Headers.Location.ToString() is { Length: > 0 } location && Find(context, "redirect_uri") is { Length: > 0 } client)
            {
                context.Response.Headers.Location = Complete(
                    location, client, Find(context, "response_mode"), await issuers.GetCurrentAsync(context.RequestAborted));
            }
        });
        return next(context);
    }

    /// <param name="location">Where the browser is sent.</param>
    /// <param name="redirectUri">Of the request.</param>
    /// <param name="responseMode">Of the request, or null.</param>
    /// <param name="issuer">This server.</param>
    internal static string Complete(string location, string redirectUri, string? responseMode, string issuer)
    {
        if (!location.StartsWith(redirectUri, StringComparison.Ordinal))
            return location;
        var rest = location[redirectUri.Length..];
        if (rest.EndsWith("#_", StringComparison.Ordinal))
            rest = rest[..^2];
        if (rest is not ['?' or '&' or '#', ..])
            return location;

        var names = rest[1..].Split('&').Select(parameter => parameter.Split('=')[0]).ToList();
        if (!names.Contains("error") && !names.Contains("code"))
            return location;
        var separator = names.Contains("error") && responseMode == "fragment" ? '#' : rest[0];
        var ending = names.Contains(Issuer) ? "" : $"&{Issuer}={Uri.EscapeDataString(issuer)}";
        return $"{redirectUri}{separator}{rest.AsSpan(1)}{ending}";
    }

    /// <summary>A form has been read by now, if there was one.</summary>
    private static string? Find(HttpContext context, string parameter)
    {
        if (context.Request.Query.TryGetValue(parameter, out var inQuery))
            return inQuery.ToString();
        return context.Features.Get<IFormFeature>()?.Form is { } form && form.TryGetValue(parameter, out var inForm) ? inForm.ToString() : null;
    }
}
