using IdentityHost.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace IdentityHost.Health;

/// <summary>The database answers and no migration is pending.</summary>
internal sealed class DatabaseCheck(NpgsqlDataSource dataSource) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await SchemaState.RequireAsync(dataSource, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
