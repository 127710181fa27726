using Microsoft.AspNetCore.Localization;

namespace IdentityHost.Localization;

/// <summary>
/// The languages that the client asked for (OpenID Connect Core 3.1.2.1, RP-Initiated Logout 2: <c>ui_locales</c>, the preferred ones
/// first), of the request for whose sake a page is shown: an authorization request, a sign-out, an error.
/// </summary>
internal sealed class UiLocalesProvider : RequestCultureProvider
{
    internal const string Parameter = "ui_locales";

    private const int MostLanguages = 8;

    public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var locales = await FindAsync(httpContext);
        if (string.IsNullOrWhiteSpace(locales))
            return null;
        var languages = locales.Split(' ', MostLanguages + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new ProviderCultureResult([.. languages.Take(MostLanguages).Select(language => new Microsoft.Extensions.Primitives.StringSegment(language))]);
    }

    private static async Task<string?> FindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var ct = context.RequestAborted;
        var interaction = context.RequestServices.GetRequiredService<IIdentityServerInteractionService>();
        if (query["ReturnUrl"].ToString() is { Length: > 0 } returnUrl)
            return (await interaction.GetAuthorizationContextAsync(returnUrl, ct))?.UiLocales;
        if (query["errorId"].ToString() is { Length: > 0 } errorId)
            return (await interaction.GetErrorContextAsync(errorId, ct))?.UiLocales;
        if (query["logoutId"].ToString() is { Length: > 0 } logoutId)
            return (await interaction.GetLogoutContextAsync(logoutId, ct))?.UiLocales;
        // The host's own links, such as those in a mail, say it themselves.
        return query[Parameter];
    }
}
