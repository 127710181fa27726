using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace IdentityHost.Localization;

/// <summary>
/// The languages of the pages. English stands in the pages themselves; another language is a resource file per page beside the German
/// ones (<c>Resources/</c>) and a line here.
/// </summary>
internal static class PageLanguages
{
    /// <summary>The first is for those who want none of them.</summary>
    internal static readonly CultureInfo[] Supported = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("de")];

    /// <summary>What the browser is set to (RFC 9110 12.5.4), for those who answer before the request's language is determined.</summary>
    internal static CultureInfo OfBrowser(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1);
        return accepted.Select(language => Find(language.Value.Value)).FirstOrDefault(culture => culture is not null) ?? Supported[0];
    }

    /// <summary>The language of a tag (RFC 5646) such as <c>de-AT</c>; null if there is none, or none of these.</summary>
    internal static CultureInfo? Find(string? tag)
    {
        var name = tag?.Split(['-', '_'], 2)[0];
        return Array.Find(Supported, culture => string.Equals(culture.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Makes a text in a language that need not be the request's.</summary>
    internal static T Speak<T>(CultureInfo language, Func<T> text)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language, language);
            return text();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    internal static IServiceCollection AddPageLanguages(this IServiceCollection services)
    {
        services.AddLocalization(options => options.ResourcesPath = "Resources");
        services.AddSingleton<ScopeNames>();
        return services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Supported[0]);
            options.SupportedCultures = Supported;
            options.SupportedUICultures = Supported;
            options.ApplyCurrentCultureToResponseHeaders = true;
            // What the client asks for (ui_locales) comes before what the browser is set to. No cookie, and no query parameter "culture".
            options.RequestCultureProviders = [new UiLocalesProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
    }
}
