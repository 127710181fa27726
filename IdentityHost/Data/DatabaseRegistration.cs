using IdentityHost.Hosting.Settings;
using Npgsql;

namespace IdentityHost.Data;

internal static class DatabaseRegistration
{
    /// <summary>One data source for everything that asks the database. It connects when it is first used, not at start.</summary>
    public static void AddDatabase(this IServiceCollection services)
    {
        services.AddSingleton(sp =>
            new NpgsqlDataSourceBuilder(ConnectionStrings.ForRequests(sp.GetRequiredService<IConfiguration>()))
                {
                    // In metrics and traces; without it the connection string stands there.
                    Name = "IdentityHost",
                }
                .UseLoggerFactory(sp.GetRequiredService<ILoggerFactory>())
                .Build());
        services.AddSingleton<DeploymentIssuer>();
    }
}
