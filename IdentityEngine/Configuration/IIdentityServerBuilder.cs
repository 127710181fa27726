namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What <c>AddIdentityServer</c> returns, to configure the engine further.</summary>
public interface IIdentityServerBuilder
{
    IServiceCollection Services { get; }
}
