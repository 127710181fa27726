using IdentityEngine.Hosting;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sessions that are kept at the server: they can be found and ended, and the cookie only refers to one.</summary>
public static class SessionManagementServiceCollectionExtensions
{
    /// <summary>Keeps sessions in a store of the host's.</summary>
    public static IIdentityServerBuilder AddServerSideSessions<T>(this IIdentityServerBuilder builder)
        where T : class, IServerSideSessionStore => builder.AddServerSideSessionStore<T>().AddServerSideSessions();

    /// <summary>Keeps sessions in the <see cref="IServerSideSessionStore"/> that the host registers.</summary>
    public static IIdentityServerBuilder AddServerSideSessions(this IIdentityServerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton<SessionTicketProtector>();
        services.TryAddSingleton<TicketStoreOfRequest>();
        services.TryAddSingleton<ServicePerSession>();
        services.TryAddTransient<ServerSideTicketStore>();
        services.TryAddTransient<IServerSideTicketStore, ServerSideTicketStore>();
        services.TryAddTransient<ISessionManagementService, DefaultSessionManagementService>();
        services.AddHostedService<ExpiredSessionRemoval>();
        return builder;
    }

    /// <summary>Names the store. The last named counts.</summary>
    public static IIdentityServerBuilder AddServerSideSessionStore<T>(this IIdentityServerBuilder builder)
        where T : class, IServerSideSessionStore
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddTransient<IServerSideSessionStore, T>();
        return builder;
    }
}
