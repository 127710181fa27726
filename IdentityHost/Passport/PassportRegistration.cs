using IdentityHost.Configuration;
using IdentityHost.InactiveTokens;

namespace IdentityHost.Passport;

internal static class PassportRegistration
{
    /// <summary>The Passport surface, by the contract's extension points only.</summary>
    public static void AddPassport(this IIdentityServerBuilder engine)
    {
        engine.AddEndpoint<PassportIntrospectionEndpoint>(PassportIntrospectionEndpoint.Name, PassportIntrospectionEndpoint.InternalPath);
        var services = engine.Services;
        services.AddTransient<IIntrospectionResponseGenerator, PassportIntrospectionResponseGenerator>();
        services.AddTransient<PassportCallerValidator>();
        services.AddTransient<PassportReadAhead>();
        services.AddTransient<IntrospectionUserName>();
        services.AddSingleton<PassportAnswer>();
        services.AddSingleton<IntrospectionEvents>();
        services.AddSingleton<InactiveTokenLog>();
        services.AddSingleton<IIntrospectionPolicy, CanIntrospectPolicy>();
        services.AddTransient<IIntrospectionIdResolver, UserIntrospectionIdResolver>();
        services.Decorate<IResourceValidator>((sp, inner) => new AllScopesResourceValidator(inner.Get(), sp.GetRequiredService<IResourceStore>()));
    }
}
