using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdentityEngine.Configuration;
using IdentityEngine.Hosting;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

/// <summary>The page whose script compares session states.</summary>
internal sealed class CheckSessionResult : EndpointResult<CheckSessionResult>;

/// <summary>Writes it. Any page may frame it, and its one script is allowed by its hash.</summary>
internal sealed class CheckSessionResultWriter : IHttpResponseWriter<CheckSessionResult>
{
    private readonly string _page;
    private readonly string _contentSecurityPolicy;

    public CheckSessionResultWriter(IdentityServerOptions options)
    {
        var name = JsonSerializer.Serialize(options.Authentication.CheckSessionCookieName);
        var script = ReadScript().Replace("\"idsrv.session\"", name, StringComparison.Ordinal);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        _page = $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Session</title><script>{script}</script></head><body></body></html>";
        _contentSecurityPolicy = $"default-src 'none'; script-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'";
    }

    public Task WriteHttpResponse(CheckSessionResult result, HttpContext context)
    {
        var response = context.Response;
        response.Headers.ContentSecurityPolicy = _contentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-cache";
        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync(_page, context.RequestAborted);
    }

    private static string ReadScript()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("IdentityEngine.Endpoints.Results.CheckSession.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
