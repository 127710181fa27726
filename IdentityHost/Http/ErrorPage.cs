using System.Globalization;
using IdentityHost.Localization;
using Microsoft.Extensions.Localization;

namespace IdentityHost.Http;

/// <summary>
/// The page of a failure that no page answers for. It needs no store, no key and no view, since it is also what is seen when those are
/// missing.
/// </summary>
internal static class ErrorPage
{
    private const string NotAvailable = "Not available right now";
    private const string TryAgain = "Signing in does not work at the moment. Please try again in a minute.";
    private const string NotAnswered = "This request can’t be answered";
    private const string NotUnderstood = "The application that sent you here made a request that is not understood.";
    private const string TooMany = "Too many attempts";
    private const string WaitAWhile = "Please wait a minute and try again.";
    private const string WentWrong = "Something went wrong";
    private const string NotCompleted = "The request could not be completed.";

    internal static Task WriteAsync(HttpContext context, int status)
    {
        CultureInfo.CurrentUICulture = PageLanguages.OfBrowser(context.Request);
        var text = context.RequestServices.GetRequiredService<IStringLocalizerFactory>().Create(typeof(ErrorPage));
        var (title, advice) = status switch
        {
            StatusCodes.Status503ServiceUnavailable => (text[NotAvailable], text[TryAgain]),
            StatusCodes.Status429TooManyRequests => (text[TooMany], text[WaitAWhile]),
            < StatusCodes.Status500InternalServerError => (text[NotAnswered], text[NotUnderstood]),
            _ => (text[WentWrong], text[NotCompleted]),
        };
        var language = CultureInfo.CurrentUICulture.Name;
        var headers = context.Response.Headers;
        headers.ContentType = "text/html; charset=utf-8";
        headers.ContentLanguage = language;
        headers.Vary = "Accept-Language";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'";

        // The identifier is made of letters, digits and ._- only (CorrelationId), so it needs no encoding.
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{language}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>{title}</title>
              <link rel="icon" type="image/svg+xml" href="/icon.svg">
              <link rel="stylesheet" href="/css/site.css">
            </head>
            <body class="narrow">
              <main>
                <img class="mark" src="/icon.svg" alt="" width="40" height="40">
                <h1>{title}</h1>
                <p>{advice}</p>
                <dl class="details">
                  <dt>{text["Reference"]}</dt>
                  <dd><code>{context.TraceIdentifier}</code></dd>
                </dl>
              </main>
            </body>
            </html>

            """,
            context.RequestAborted);
    }
}
