using IdentityEngine.Stores;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityEngine.Services;

/// <summary>The cookie handler's options live as long as the process; the store belongs to a request.</summary>
internal sealed class TicketStoreOfRequest(IHttpContextAccessor accessor) : ITicketStore
{
    public Task<string> StoreAsync(AuthenticationTicket ticket) => Store(accessor.HttpContext!).StoreAsync(ticket);

    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        Store(httpContext).StoreAsync(ticket, cancellationToken);

    public Task RenewAsync(string key, AuthenticationTicket ticket) => Store(accessor.HttpContext!).RenewAsync(key, ticket);

    public Task RenewAsync(string key, AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        Store(httpContext).RenewAsync(key, ticket, cancellationToken);

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => Store(accessor.HttpContext!).RetrieveAsync(key);

    public Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) =>
        Store(httpContext).RetrieveAsync(key, cancellationToken);

    public Task RemoveAsync(string key) => Store(accessor.HttpContext!).RemoveAsync(key);

    public Task RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) =>
        Store(httpContext).RemoveAsync(key, cancellationToken);

    private static ServerSideTicketStore Store(HttpContext context) => context.RequestServices.GetRequiredService<ServerSideTicketStore>();
}
