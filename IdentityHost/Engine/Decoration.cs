namespace IdentityHost.Engine;

/// <summary>
/// Puts a service of the host's in front of the one an engine registered, whatever that is. Only descriptors are looked at, so it works
/// with either engine.
/// </summary>
internal static class Decoration
{
    /// <param name="services">Where the inner one is registered already.</param>
    /// <param name="decorate">
    /// Makes the outer one. The inner one is the container's, under a key of its own: made when it is first asked for, once for its lifetime, and
    /// disposed with its scope.
    /// </param>
    public static void Decorate<TService>(this IServiceCollection services, Func<IServiceProvider, Inner<TService>, TService> decorate)
        where TService : class
    {
        var inner = services.LastOrDefault(d => d.ServiceType == typeof(TService) && !d.IsKeyedService)
            ?? throw new InvalidOperationException($"{typeof(TService).Name} must be registered before it is decorated.");
        var key = new object();
        services.Add(Keyed<TService>(inner, key));
        Func<IServiceProvider, TService> get = sp => sp.GetRequiredKeyedService<TService>(key);
        services.Add(new ServiceDescriptor(typeof(TService), sp => decorate(sp, new Inner<TService>(sp, get)), inner.Lifetime));
    }

    private static ServiceDescriptor Keyed<TService>(ServiceDescriptor service, object key)
    {
        if (service.ImplementationInstance is { } instance)
            return new ServiceDescriptor(typeof(TService), key, instance);
        return service.ImplementationFactory is { } factory
            ? new ServiceDescriptor(typeof(TService), key, (sp, _) => factory(sp), service.Lifetime)
            : new ServiceDescriptor(typeof(TService), key, service.ImplementationType!, service.Lifetime);
    }
}
