namespace IdentityHost.Configuration;

/// <summary>
/// Puts a service of the host's in front of the one an engine registered, whatever that is. Only descriptors are looked at, so it works
/// with either engine.
/// </summary>
internal static class Decoration
{
    /// <param name="services">Where the inner one is registered already.</param>
    /// <param name="decorate">Makes the outer one; the inner one is made when it is first asked for, within the same scope.</param>
    public static void Decorate<TService>(this IServiceCollection services, Func<IServiceProvider, Inner<TService>, TService> decorate)
        where TService : class
    {
        var inner = services.LastOrDefault(d => d.ServiceType == typeof(TService) && !d.IsKeyedService)
            ?? throw new InvalidOperationException($"{typeof(TService).Name} must be registered before it is decorated.");
        var make = Maker<TService>(inner);
        services.Add(new ServiceDescriptor(typeof(TService), sp => decorate(sp, new Inner<TService>(sp, make)), inner.Lifetime));
    }

    private static Func<IServiceProvider, TService> Maker<TService>(ServiceDescriptor inner)
        where TService : class
    {
        if (inner.ImplementationInstance is TService instance)
            return _ => instance;
        if (inner.ImplementationFactory is { } factory)
            return sp => (TService)factory(sp);
        var create = ActivatorUtilities.CreateFactory(inner.ImplementationType!, []);
        return sp => (TService)create(sp, []);
    }
}
