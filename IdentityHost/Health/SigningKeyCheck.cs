using IdentityHost.Starting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentityHost.Health;

/// <summary>There is a key to sign with.</summary>
internal sealed class SigningKeyCheck(HostInitialization initialization, IKeyMaterialService keys) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Before the initialization is done, asking would make keys without its lock.
        if (!initialization.IsComplete)
            return HealthCheckResult.Unhealthy("The host has not been initialized.");
        return await keys.GetSigningCredentialsAsync(null, cancellationToken) is null
            ? HealthCheckResult.Unhealthy("There is no signing key.")
            : HealthCheckResult.Healthy();
    }
}
