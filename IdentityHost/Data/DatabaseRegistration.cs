using IdentityHost.Data.Availability;
using IdentityHost.Settings.Reading;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdentityHost.Data;

internal static class DatabaseRegistration
{
    /// <summary>One data source for everything that asks the database. It connects when it is first used, not at start.</summary>
    public static void AddDatabase(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseMetrics>();
        services.AddSingleton<DatabaseBreaker>();
        services.AddSingleton<BreakerInterceptor>();
        services.AddSingleton<CommitInterceptor>();
        services.AddHostedService<DatabaseProbe>();
        services.AddSingleton(sp =>
        {
            var dataSource = new NpgsqlDataSourceBuilder(ConnectionStrings.ForRequests(sp.GetRequiredService<IConfiguration>()))
                {
                    // In metrics and traces; without it the connection string stands there.
                    Name = "IdentityHost",
                }
                .UseLoggerFactory(sp.GetRequiredService<ILoggerFactory>())
                .Build();
            dataSource.Guard(sp.GetRequiredService<DatabaseBreaker>());
            return dataSource;
        });
        services.AddSingleton<DeploymentIssuer>();
    }

    /// <summary>EF Core on that data source, for the engine's contexts and the host's own.</summary>
    public static void UseDatabase(this DbContextOptionsBuilder options, IServiceProvider provider) =>
        options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(provider.GetRequiredService<BreakerInterceptor>(), provider.GetRequiredService<CommitInterceptor>());
}
