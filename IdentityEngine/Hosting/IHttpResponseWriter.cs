#nullable disable

using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Hosting;

/// <summary>Writes results of one type to the response. Registered with <c>AddHttpWriter</c>, where the last registration wins.</summary>
public interface IHttpResponseWriter<in T>
{
    Task WriteHttpResponse(T result, HttpContext context);
}
