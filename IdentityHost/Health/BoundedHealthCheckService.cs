using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace IdentityHost.Health;

/// <summary>
/// Answers whether the host can do its work within two seconds, whatever hangs: checks that take longer go on without whoever asked, and whoever
/// asks meanwhile waits for those, so that no more than one of each hangs.
/// </summary>
internal sealed class BoundedHealthCheckService(HealthCheckService inner, IOptions<HealthCheckServiceOptions> options) : HealthCheckService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private readonly Lock _changing = new();
    private Task<HealthReport>? _running;

    /// <summary>All of them, or those that are chosen, which is for what takes no time.</summary>
    public override Task<HealthReport> CheckHealthAsync(Func<HealthCheckRegistration, bool>? predicate, CancellationToken cancellationToken = default) =>
        predicate is null ? CheckAllAsync(cancellationToken) : inner.CheckHealthAsync(predicate, cancellationToken);

    private async Task<HealthReport> CheckAllAsync(CancellationToken ct)
    {
        try
        {
            return await Join().WaitAsync(Patience, ct);
        }
        catch (TimeoutException)
        {
            var unanswered = new HealthReportEntry(HealthStatus.Unhealthy, "There was no answer in time.", Patience, exception: null, data: null);
            return new HealthReport(options.Value.Registrations.ToDictionary(check => check.Name, _ => unanswered, StringComparer.Ordinal), Patience);
        }
    }

    private Task<HealthReport> Join()
    {
        lock (_changing)
        {
            if (_running is null or { IsCompleted: true })
                _running = Task.Run(() => inner.CheckHealthAsync(predicate: null, CancellationToken.None), CancellationToken.None);
            return _running;
        }
    }
}
