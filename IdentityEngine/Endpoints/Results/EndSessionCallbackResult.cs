using System.Text;
using System.Text.Encodings.Web;
using IdentityEngine.Hosting;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

/// <summary>The clients' frames.</summary>
internal sealed class EndSessionCallbackResult(IReadOnlyList<string> frames) : EndpointResult<EndSessionCallbackResult>
{
    internal IReadOnlyList<string> Frames { get; } = frames;
}

/// <summary>Writes them into a page that loads nothing else and is framed by this server's own pages only.</summary>
internal sealed class EndSessionCallbackResultWriter : IHttpResponseWriter<EndSessionCallbackResult>
{
    public Task WriteHttpResponse(EndSessionCallbackResult result, HttpContext context)
    {
        var page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Signing out</title></head><body>");
        foreach (var frame in result.Frames)
        {
            page.Append("<iframe hidden title=\"\" src=\"").Append(HtmlEncoder.Default.Encode(frame)).Append("\"></iframe>");
        }

        page.Append("</body></html>");
        var response = context.Response;
        var origins = result.Frames.Select(frame => new Uri(frame).GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.Ordinal);
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; frame-src {string.Join(' ', origins)}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        ResponseHeaders.ForbidCaching(response);
        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync(page.ToString(), context.RequestAborted);
    }
}
