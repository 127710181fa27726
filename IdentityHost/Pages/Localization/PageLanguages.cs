using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace IdentityHost.Pages.Localization;

/// <summary>
/// The languages of the pages. English stands in the pages themselves; another language is a resource file per page beside the German
/// ones (<c>Resources/</c>) and a line here.
/// </summary>
internal static class PageLanguages
{
    /// <summary>The first is for those who want none of them.</summary>
    internal static readonly CultureInfo[] Supported = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("de")];

    internal static IServiceCollection AddPageLanguages(this IServiceCollection services)
    {
        services.AddLocalization(options => options.ResourcesPath = "Resources");
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
