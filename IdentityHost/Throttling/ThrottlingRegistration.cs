namespace IdentityHost.Throttling;

internal static class ThrottlingRegistration
{
    /// <summary>Limits for senders who flood or guess.</summary>
    public static IServiceCollection AddThrottling(this IServiceCollection services) =>
        services
            .AddSingleton<ThrottlingMetrics>()
            .AddSingleton<TooManyRequests>()
            .AddSingleton<FormLimits>();
}
