using IdentityHost.Http;
using IdentityHost.Localization;
using IdentityHost.Pages.Shared;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Options;

namespace IdentityHost.Pages;

/// <summary>The pages that people see: sign-in, sign-out, their account, errors.</summary>
public static class PagesRegistration
{
    private const int SecondsInAYear = 31_536_000;

    /// <summary>Registers the pages, protected against forged forms; those under /Manage are for people who are signed in.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddPageLanguages();
        services.AddSingleton<DeviceCodeAttempts>();
        services.AddRequestLimits();
        services
            .AddRazorPages(options => options.Conventions.AuthorizeFolder("/Manage"))
            .AddViewLocalization()
            .AddMvcOptions(options =>
            {
                options.Filters.Add<PageSecurityHeaders>();
                // No page has fields with names in jQuery's brackets, which throw where they are not closed.
                options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
                options.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
            });
        // After the framework's own, which makes the conventions.
        services.AddSingleton<IConfigureOptions<RazorPagesOptions>, OptionalPages>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "idsrv.form";
            // Lax, not Strict: whoever comes from a client with one sign-in page open already keeps the cookie, and both forms work.
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // PageSecurityHeaders says it, for every page.
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

    /// <summary>
    /// Serves the stylesheet and such. They come before anybody is recognised: that takes the database, which they have to do without.
    /// </summary>
    public static WebApplication UsePageFiles(this WebApplication app)
    {
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = PrepareFile });
        return app;
    }

    /// <summary>Serves the pages. A page that fails without an answer shows the error page, with its status.</summary>
    public static WebApplication MapPages(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/Error");
        app.Use((context, next) =>
        {
            context.Features.GetRequiredFeature<IStatusCodePagesFeature>().Enabled = IsForPeople(context.Request);
            return next(context);
        });
        // Here, since the framework otherwise looks for a page before everything else.
        app.UseRouting();
        app.UseRequestLocalization();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapRazorPages();
        return app;
    }

    /// <summary>Programs get bare status codes.</summary>
    private static bool IsForPeople(HttpRequest request) =>
        PagePaths.Contain(request.Path)
        || request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static void PrepareFile(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'";
        // Pages name their files with a hash of the content (asp-append-version).
        headers.CacheControl = file.Context.Request.Query.ContainsKey("v")
            ? $"public, max-age={SecondsInAYear}, immutable"
            : "no-cache";
    }
}
