using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

/// <summary>
/// A page that posts the answer to the client by itself (OAuth 2.0 Form Post Response Mode 2), or by its button where no script runs. Its
/// one script is allowed by its hash, and nothing is loaded.
/// </summary>
internal static class FormPostPage
{
    private const string Script = "document.forms[0].submit();";

    private static readonly string ScriptHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));

    internal static Task WriteAsync(HttpContext context, string redirectUri, IReadOnlyDictionary<string, string?> answer)
    {
        var page = new StringBuilder(1024);
        page.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Continue</title></head><body>")
            .Append("<form method=\"post\" action=\"").Append(HtmlEncoder.Default.Encode(redirectUri)).Append("\">");
        foreach (var (name, value) in answer)
        {
            page.Append("<input type=\"hidden\" name=\"").Append(HtmlEncoder.Default.Encode(name))
                .Append("\" value=\"").Append(HtmlEncoder.Default.Encode(value!)).Append("\">");
        }

        page.Append("<noscript><button type=\"submit\">Continue</button></noscript></form><script>")
            .Append(Script)
            .Append("</script></body></html>");

        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/html; charset=utf-8";
        WriteHeaders(response, redirectUri);
        return response.WriteAsync(page.ToString(), context.RequestAborted);
    }

    private static void WriteHeaders(HttpResponse response, string redirectUri)
    {
        var client = new Uri(redirectUri);
        var isWeb = client.Scheme is "http" or "https";
        var origin = isWeb ? client.GetLeftPart(UriPartial.Authority) : client.Scheme + ":";

        // Chromium holds every redirect after the form to form-action, and through which https origins the client leads the
        // browser is its own affair. Framed is the page only by the client itself, which renews a sign-in with prompt=none.
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'sha256-{ScriptHash}'; base-uri 'none'; form-action https: {origin}; "
            + $"frame-ancestors {(isWeb ? origin : "'none'")}";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
        // Not "no-referrer": then the form would come to the client with the header Origin: null.
        response.Headers["Referrer-Policy"] = "origin";
    }
}
