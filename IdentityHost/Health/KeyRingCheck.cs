using IdentityHost.Protection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentityHost.Health;

/// <summary>The canary can be read with this node's key ring.</summary>
internal sealed class KeyRingCheck(DataProtectionCanary canary) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await canary.ReadAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
