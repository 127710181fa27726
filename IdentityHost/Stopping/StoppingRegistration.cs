namespace IdentityHost.Stopping;

internal static class StoppingRegistration
{
    /// <summary>The way to the end of listening.</summary>
    public static void AddGracefulStop(this IServiceCollection services)
    {
        services.AddSingleton<GracefulStop>();
        services.AddHostedService(sp => sp.GetRequiredService<GracefulStop>());
    }
}
