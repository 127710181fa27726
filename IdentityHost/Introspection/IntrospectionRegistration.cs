using IdentityHost.Extensibility;
using IdentityHost.InactiveTokens;

namespace IdentityHost.Introspection;

internal static class IntrospectionRegistration
{
    /// <summary>What answers an introspection at either route. Whose answer it is to make at the Passport route is registered with that.</summary>
    public static void AddIntrospection(this IServiceCollection services)
    {
        services.AddTransient<IIntrospectionResponseGenerator, HostIntrospectionResponseGenerator>();
        services.AddTransient<IntrospectionUserName>();
        services.AddSingleton<IntrospectionEvents>();
        services.AddSingleton<InactiveTokenLog>();
        services.AddSingleton<IIntrospectionPolicy, CanIntrospectPolicy>();
        services.AddTransient<IIntrospectionIdResolver, UserIntrospectionIdResolver>();
    }
}
