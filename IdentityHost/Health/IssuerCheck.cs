using IdentityHost.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentityHost.Health;

/// <summary>The database belongs to this host's issuer.</summary>
internal sealed class IssuerCheck(DeploymentIssuer issuer) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await issuer.RequireAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
