using IdentityHost.BrowserApplications;
using IdentityHost.Data;
using IdentityHost.Outcomes;
using IdentityHost.Protection;
using Npgsql;

namespace IdentityHost.Starting;

/// <summary>
/// What must be so before anything is answered: schema and issuer are this host's, the key ring reads the canary, and the signing keys
/// exist. A lock that ends with its transaction lets exactly one node make what is missing. Without a database the host starts all the same,
/// and this goes on trying.
/// </summary>
internal sealed class HostInitialization(
    NpgsqlDataSource dataSource,
    DeploymentIssuer issuer,
    DataProtectionCanary canary,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<HostInitialization> logger) : BackgroundService
{
    // A node that stalls, or drops off the network, while it has the lock loses it after a minute instead of holding up every other start.
    private const string Lock = "SET LOCAL idle_in_transaction_session_timeout = '1min'; SELECT pg_advisory_xact_lock(7220315491024401)";

    private const int LockTimeoutInSeconds = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private volatile bool _complete;
    private string? _lastReason;

    /// <summary>Whether the host may answer. Once it is true it stays so.</summary>
    public bool IsComplete => _complete;

    /// <summary>Tries once before the server listens, so that a host whose database is there is ready when it listens.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Whoever tells it to stop meanwhile does not wait for a driver that can't be interrupted.
        await TryAsync(cancellationToken).WaitAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!_complete)
            {
                await Task.Delay(Pause, clock, stoppingToken);
                await TryAsync(stoppingToken).WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryAsync(CancellationToken ct)
    {
        try
        {
            await InitializeAsync(ct);
            _complete = true;
            logger.Initialized();
        }
        catch (Exception e)
        {
            // What fails because it is ended is no failure, whatever the driver calls it.
            ct.ThrowIfCancellationRequested();
            // Once, not every second, unless the reason changes.
            var reason = DatabaseFailure.Describe(e) ?? e.Message;
            if (!string.Equals(reason, _lastReason, StringComparison.Ordinal))
                logger.NotInitialized(reason);
            _lastReason = reason;
        }
    }

    private async Task InitializeAsync(CancellationToken ct)
    {
        await SchemaState.RequireAsync(dataSource, ct);
        await issuer.EnsureAsync(ct);
        await using var scope = scopes.CreateAsyncScope();
        // Discovery stays up in an outage, from what is remembered here. It takes its time, so it comes before the lock for which other nodes wait.
        await scope.ServiceProvider.GetRequiredService<IResourceStore>().GetAllResourcesAsync(ct);
        await scope.ServiceProvider.GetRequiredService<RegisteredOrigins>().LoadAsync(ct);

        await using var connection = await dataSource.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Others may have it first, each for as long as it takes to make keys.
        await using (var command = new NpgsqlCommand(Lock, connection, transaction) { CommandTimeout = LockTimeoutInSeconds })
            await command.ExecuteNonQueryAsync(ct);

        // Before the signing keys: a node that can't read the ring must not conclude that there are none.
        await canary.EnsureAsync(ct);
        await scope.ServiceProvider.GetRequiredService<IKeyManager>().GetCurrentKeysAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
