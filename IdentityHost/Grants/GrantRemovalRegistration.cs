namespace IdentityHost.Grants;

internal static class GrantRemovalRegistration
{
    public static void AddGrantRemoval(this IServiceCollection services)
    {
        services.AddSingleton<ExpiredGrants>();
        services.AddSingleton<GrantRemovalMetrics>();
        services.AddSingleton<GrantRemoval>();
        services.AddHostedService(sp => sp.GetRequiredService<GrantRemoval>());
    }
}
