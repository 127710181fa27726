using IdentityEngine.Hosting;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Endpoints and writers of the host's own.</summary>
public static class IdentityServerBuilderExtensionsCore
{
    /// <summary>Adds an endpoint, which the engine's middleware runs. Of several with one path the first that matches wins.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Its name in logs; one of <c>EndpointNames</c> can be switched off in the options.</param>
    /// <param name="path">The whole path, below the base path; case does not matter.</param>
    /// <param name="isMatch">Narrows the requests that it gets, or null.</param>
    public static IIdentityServerBuilder AddEndpoint<TEndpoint>(
        this IIdentityServerBuilder builder, string name, PathString path, Func<HttpContext, bool>? isMatch = null)
        where TEndpoint : class, IEndpointHandler
    {
        builder.Services.AddTransient<TEndpoint>();
        builder.Services.AddSingleton(new EndpointRoute(name, path, typeof(TEndpoint), isMatch));
        return builder;
    }

    /// <summary>Replaces the way in which a result is written.</summary>
    public static IIdentityServerBuilder AddHttpWriter<TResult, TWriter>(this IIdentityServerBuilder builder)
        where TResult : class, IEndpointResult
        where TWriter : class, IHttpResponseWriter<TResult>
    {
        builder.Services.AddTransient<IHttpResponseWriter<TResult>, TWriter>();
        return builder;
    }
}
