using Microsoft.Extensions.DependencyInjection;

namespace IdentityEngine.Configuration.DependencyInjection;

internal sealed class IdentityServerBuilder(IServiceCollection services) : IIdentityServerBuilder
{
    public IServiceCollection Services { get; } = services;
}
