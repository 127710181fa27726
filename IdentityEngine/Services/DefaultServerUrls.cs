using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Services;

/// <summary>The addresses of the request that is being answered.</summary>
internal sealed class DefaultServerUrls(IHttpContextAccessor accessor) : IServerUrls
{
    private static readonly object BasePathKey = new();

    private HttpContext Context =>
        accessor.HttpContext ?? throw new InvalidOperationException("The server's address is known only while a request is answered. Set IssuerUri.");

    public string Origin
    {
        get => Context.Request.Scheme + "://" + Context.Request.Host.ToUriComponent();
        set
        {
            var uri = new Uri(value, UriKind.Absolute);
            Context.Request.Scheme = uri.Scheme;
            Context.Request.Host = uri.IsDefaultPort ? new HostString(uri.Host) : new HostString(uri.Host, uri.Port);
        }
    }

    [AllowNull]
    public string BasePath
    {
        get => Context.Items[BasePathKey] as string ?? Trim(Context.Request.PathBase.ToUriComponent());
        set => Context.Items[BasePathKey] = Trim(value ?? string.Empty);
    }

    public string BaseUrl => Origin + BasePath;

    private static string Trim(string path) => path.TrimEnd('/');
}
