using IdentityHost.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Engine;

/// <summary>What stands in front of a service changes nothing about the service behind it.</summary>
public sealed class DecorationTests
{
    [Theory]
    [InlineData(ServiceLifetime.Transient, false, true)]
    [InlineData(ServiceLifetime.Scoped, true, true)]
    [InlineData(ServiceLifetime.Singleton, true, false)]
    public void The_inner_service_keeps_its_lifetime_and_is_disposed_with_its_scope(ServiceLifetime lifetime, bool isOne, bool endsWithScope)
    {
        IServiceCollection services = new ServiceCollection();
        services.Add(new ServiceDescriptor(typeof(IService), typeof(Service), lifetime));
        services.Decorate<IService>((_, inner) => new Outer(inner));
        using var provider = services.BuildServiceProvider(validateScopes: true);
        Service first;
        using (var scope = provider.CreateScope())
        {
            var outer = scope.ServiceProvider.GetRequiredService<IService>().ShouldBeOfType<Outer>();
            first = outer.Inner();
            ReferenceEquals(first, outer.Inner()).ShouldBe(isOne);
            first.IsDisposed.ShouldBeFalse();
        }

        first.IsDisposed.ShouldBe(endsWithScope);
    }

    [Fact]
    public void An_instance_is_not_disposed_by_whoever_did_not_make_it()
    {
        using var instance = new Service();
        var services = new ServiceCollection();
        services.AddSingleton<IService>(instance);
        services.Decorate<IService>((_, inner) => new Outer(inner));

        using (var provider = services.BuildServiceProvider())
            provider.GetRequiredService<IService>().ShouldBeOfType<Outer>().Inner().ShouldBeSameAs(instance);

        instance.IsDisposed.ShouldBeFalse();
    }

    private interface IService;

    private sealed class Outer(Inner<IService> inner) : IService
    {
        public Service Inner() => (Service)inner.Get();
    }

    private sealed class Service : IService, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
