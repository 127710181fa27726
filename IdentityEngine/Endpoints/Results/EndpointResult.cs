#nullable disable

using IdentityEngine.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityEngine.Endpoints.Results;

/// <summary>A result whose writer, <see cref="IHttpResponseWriter{T}"/>, is looked up in the request's services.</summary>
public abstract class EndpointResult<T> : IEndpointResult
    where T : class, IEndpointResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var writer = context.RequestServices.GetRequiredService<IHttpResponseWriter<T>>();
        return writer.WriteHttpResponse((T)(IEndpointResult)this, context);
    }
}
