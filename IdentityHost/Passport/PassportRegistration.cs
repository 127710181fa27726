using IdentityHost.Engine;
using IdentityHost.Introspection;

namespace IdentityHost.Passport;

internal static class PassportRegistration
{
    /// <summary>The Passport surface, by the contract's extension points only.</summary>
    public static void AddPassport(this IIdentityServerBuilder engine)
    {
        engine.AddEndpoint<PassportIntrospectionEndpoint>(PassportIntrospectionEndpoint.Name, EnginePaths.PassportIntrospection);
        var services = engine.Services;
        services.AddTransient<PassportCallerValidator>();
        services.AddTransient<PassportReadAhead>();
        services.AddSingleton<IPassportAnswer, PassportAnswer>();
        services.Decorate<IResourceValidator>((sp, inner) => new AllScopesResourceValidator(inner.Get(), sp.GetRequiredService<IResourceStore>()));
    }
}
