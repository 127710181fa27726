using System.Collections.Specialized;
using System.Net;
using IdentityEngine.Endpoints.Results;
using IdentityEngine.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IdentityEngine.Validation;

/// <summary>What the token, introspection and revocation endpoints ask of a request before they look into it.</summary>
internal static class FormRequest
{
    private const string FormContentType = "application/x-www-form-urlencoded";

    /// <summary>405 unless it is a POST, 415 unless it carries a form (RFC 6749 3.2, RFC 7662 2.1, RFC 7009 2.1); else null.</summary>
    public static IEndpointResult? Refuse(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            return new StatusCodeResult(HttpStatusCode.MethodNotAllowed);
        }

        return IsForm(context.Request) ? null : new StatusCodeResult(HttpStatusCode.UnsupportedMediaType);
    }

    /// <summary>Multipart forms are none: the RFCs name one content type.</summary>
    public static bool IsForm(HttpRequest request)
    {
        var contentType = request.ContentType;
        return string.Equals(contentType, FormContentType, StringComparison.OrdinalIgnoreCase)
            || (MediaTypeHeaderValue.TryParse(contentType, out var parsed)
                && parsed.MediaType.Equals(FormContentType, StringComparison.OrdinalIgnoreCase));
    }

    public static async Task<NameValueCollection> ReadParametersAsync(HttpRequest request, CancellationToken ct)
    {
        return ToParameters(await ReadAsync(request, ct));
    }

    /// <exception cref="UnreadableFormException">It holds characters that no text has, more than a form may, or is in a charset that can't be read.</exception>
    public static Task<IFormCollection> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            var reading = request.ReadFormAsync(ct);
            return reading.IsCompletedSuccessfully ? reading : ReadAsync(reading);
        }
        catch (Exception exception) when (IsOfForm(exception))
        {
            throw new UnreadableFormException(exception);
        }
    }

    private static async Task<IFormCollection> ReadAsync(Task<IFormCollection> reading)
    {
        try
        {
            return await reading;
        }
        catch (Exception exception) when (IsOfForm(exception))
        {
            throw new UnreadableFormException(exception);
        }
    }

    /// <summary>What the framework's reader throws for the content; a connection that breaks or a body that is too large is another matter.</summary>
    private static bool IsOfForm(Exception exception) => exception is InvalidDataException or InvalidOperationException or NotSupportedException;

    public static NameValueCollection ToParameters(IFormCollection form)
    {
        var parameters = new NameValueCollection(form.Count, StringComparer.Ordinal);
        foreach (var (name, values) in form)
        {
            foreach (var value in values)
            {
                parameters.Add(name, value);
            }
        }

        return parameters;
    }

    /// <summary>As <see cref="ToParameters"/> would give it.</summary>
    public static string? Find(IFormCollection form, string name)
    {
        if (form is not FormCollection fields)
        {
            return ToParameters(form)[name];
        }

        foreach (var (field, value) in fields)
        {
            if (string.Equals(field, name, StringComparison.Ordinal))
            {
                return value;
            }
        }

        return null;
    }
}
