using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace IdentityHost.Sessions;

/// <summary>The engine's store of tickets, in which nobody finds the old key of a session that is being renewed (<see cref="SessionRenewal"/>).</summary>
internal sealed class RenewableTickets(ITicketStore inner, IHttpContextAccessor accessor) : ITicketStore
{
    public Task<string> StoreAsync(AuthenticationTicket ticket) => inner.StoreAsync(ticket);

    public Task<string> StoreAsync(AuthenticationTicket ticket, CancellationToken cancellationToken) => inner.StoreAsync(ticket, cancellationToken);

    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        inner.StoreAsync(ticket, httpContext, cancellationToken);

    public Task RenewAsync(string key, AuthenticationTicket ticket) => inner.RenewAsync(key, ticket);

    public Task RenewAsync(string key, AuthenticationTicket ticket, CancellationToken cancellationToken) =>
        inner.RenewAsync(key, ticket, cancellationToken);

    public Task RenewAsync(string key, AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        inner.RenewAsync(key, ticket, httpContext, cancellationToken);

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => IsHidden(accessor.HttpContext) ? Nothing() : inner.RetrieveAsync(key);

    public Task<AuthenticationTicket?> RetrieveAsync(string key, CancellationToken cancellationToken) =>
        IsHidden(accessor.HttpContext) ? Nothing() : inner.RetrieveAsync(key, cancellationToken);

    public Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) =>
        IsHidden(httpContext) ? Nothing() : inner.RetrieveAsync(key, httpContext, cancellationToken);

    public Task RemoveAsync(string key) => inner.RemoveAsync(key);

    public Task RemoveAsync(string key, CancellationToken cancellationToken) => inner.RemoveAsync(key, cancellationToken);

    public Task RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) =>
        inner.RemoveAsync(key, httpContext, cancellationToken);

    private static bool IsHidden(HttpContext? context) => context is not null && SessionRenewal.IsUnderWay(context);

    private static Task<AuthenticationTicket?> Nothing() => Task.FromResult<AuthenticationTicket?>(null);

    /// <summary>Puts it in front of the engine's, which is there once the engine has set up its cookie.</summary>
    internal sealed class Setup(IHttpContextAccessor accessor) : IPostConfigureOptions<CookieAuthenticationOptions>
    {
        public void PostConfigure(string? name, CookieAuthenticationOptions options)
        {
            if (options.SessionStore is { } store)
                options.SessionStore = new RenewableTickets(store, accessor);
        }
    }
}
