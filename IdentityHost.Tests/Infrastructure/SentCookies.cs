using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>Keeps every Set-Cookie header that a host sends, as it was sent: a browser does not tell what it made of one.</summary>
public sealed class SentCookies : IStartupFilter
{
    private readonly ConcurrentDictionary<string, string> _cookies = new();

    /// <summary>The last header of each cookie's name.</summary>
    public IReadOnlyDictionary<string, string> ByName => _cookies;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, proceed) =>
        {
            context.Response.OnStarting(() =>
            {
                foreach (var cookie in context.Response.Headers.SetCookie)
                    _cookies[cookie!.Split('=')[0]] = cookie;
                return Task.CompletedTask;
            });
            return proceed(context);
        });
        next(app);
    };
}
