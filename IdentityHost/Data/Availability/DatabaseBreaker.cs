using IdentityHost.Outcomes;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdentityHost.Data.Availability;

/// <summary>
/// A circuit breaker before the pool, through which every connection is opened. While the database is known not to answer, nobody is let
/// through: only <see cref="DatabaseProbe"/> connects, once at a time, and says when it answers again. Otherwise few connect at once and the
/// rest waits here, for a short time: each has then the whole connection timeout for itself. (In the driver's own queue, who waited has only
/// what is left of theirs, so that after an outage every connect is given up before it is made, under load without end.)
/// </summary>
internal sealed class DatabaseBreaker : IDisposable
{
    /// <summary>How many are in the driver's hands without a connection. What the pool has at hand takes no time.</summary>
    internal const int ConnectsAtOnce = 8;

    /// <summary>How long anybody waits here. With the connection's timeout and a statement's it is less than five seconds.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private const string TookTooLong = "No connection to the database became free in time.";

    private readonly SemaphoreSlim _connects = new(ConnectsAtOnce);
    private readonly SemaphoreSlim _suspicions = new(0);
    private readonly Lock _changing = new();
    private readonly int _maxWaiting;
    private readonly DatabaseMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger<DatabaseBreaker> _logger;

    private volatile Failure? _failure;
    private volatile CancellationTokenSource _giveUp = new();
    private volatile bool _isUsed;
    private bool _isSuspected;
    private int _waiting;

    public DatabaseBreaker(IOptions<IdentityHostSettings> options, DatabaseMetrics metrics, TimeProvider clock, ILogger<DatabaseBreaker> logger)
    {
        (_metrics, _clock, _logger) = (metrics, clock, logger);
        _maxWaiting = options.Value.Database.MaxWaiting;
        metrics.Observe(() => !IsOpen, () => Volatile.Read(ref _waiting));
    }

    /// <summary>Open as a circuit is: nobody is let through.</summary>
    public bool IsOpen => _failure is not null;

    /// <exception cref="DatabaseUnavailableException">The database does not answer, or too many wait for it.</exception>
    public async ValueTask OpenAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await EnterAsync(ct);
        try
        {
            await connection.OpenAsync(ct);
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            Suspect();
            throw;
        }
        finally
        {
            _connects.Release();
        }
    }

    /// <inheritdoc cref="OpenAsync"/>
    public void Open(NpgsqlConnection connection)
    {
        Enter();
        try
        {
            connection.Open();
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            Suspect();
            throw;
        }
        finally
        {
            _connects.Release();
        }
    }

    /// <summary>Whether anybody asked for a connection since this was last asked.</summary>
    public bool TakeUse()
    {
        var isUsed = _isUsed;
        _isUsed = false;
        return isUsed;
    }

    /// <summary>Somebody could not connect: whether the database is to blame is for the probe to find out.</summary>
    public void Suspect()
    {
        // One question for all who suspect something.
        if (!Interlocked.Exchange(ref _isSuspected, true))
            _suspicions.Release();
    }

    /// <summary>Blocks until somebody suspects something, or the time is over.</summary>
    /// <returns>Whether somebody does.</returns>
    public bool WaitForSuspicion(TimeSpan time)
    {
        var isSuspected = _suspicions.Wait(time, CancellationToken.None);
        Volatile.Write(ref _isSuspected, false);
        return isSuspected;
    }

    /// <summary>The database does not answer: from now on nobody is let through, and who waits here waits no longer.</summary>
    public void Trip(Exception reason)
    {
        CancellationTokenSource giveUp;
        lock (_changing)
        {
            if (IsOpen)
                return;
            giveUp = _giveUp;
            _failure = new Failure(reason, _clock.GetTimestamp());
        }

        ThreadsForOutages.Begin();
        _metrics.OutageBegan();
        _logger.OutageBegan(Outage.CauseOf(reason));
        giveUp.Cancel();
    }

    /// <summary>The database answers.</summary>
    public void Reset()
    {
        if (_failure is not { } failure)
            return;
        lock (_changing)
        {
            _giveUp = new CancellationTokenSource();
            _failure = null;
        }

        ThreadsForOutages.End();
        _logger.OutageEnded(_clock.GetElapsedTime(failure.Began).TotalSeconds);
    }

    /// <summary>A server that refuses is there; one that is starting or stopping is as good as not.</summary>
    internal static bool IsNoAnswer(Exception e) => e switch
    {
        DatabaseUnavailableException or OperationCanceledException => false,
        PostgresException refused => refused.SqlState is PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown,
        _ => true,
    };

    /// <summary>The semaphores hold no handle unless somebody asks for one, and threads that hang with the database may outlive the host.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _failure, null) is not null)
            ThreadsForOutages.End();
    }

    private ValueTask EnterAsync(CancellationToken ct)
    {
        NoteUse();
        // The rule, where the pool has a connection at hand: it takes no time, so the others are back at once.
        return _connects.Wait(0, CancellationToken.None) ? default : new ValueTask(WaitAsync(ct));
    }

    private void Enter()
    {
        NoteUse();
        if (!_connects.Wait(LongestWait, CancellationToken.None))
            throw Refusal(TookTooLong);
    }

    private void NoteUse()
    {
        if (!_isUsed)
            _isUsed = true;
        if (_failure is { } failure)
            throw Refusal(failure);
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        var giveUp = _giveUp.Token;
        if (Interlocked.Increment(ref _waiting) > _maxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw Refusal("More requests wait for the database than IdentityHost:Database:MaxWaiting allows.");
        }

        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, giveUp);
            if (!await _connects.WaitAsync(LongestWait, either.Token))
                throw Refusal(TookTooLong);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw _failure is { } failure ? Refusal(failure) : Refusal(TookTooLong);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private DatabaseUnavailableException Refusal(string reason)
    {
        _metrics.Refused();
        return new DatabaseUnavailableException(reason);
    }

    private DatabaseUnavailableException Refusal(Failure failure)
    {
        _metrics.Refused();
        return new DatabaseUnavailableException("The database does not answer, and was not asked.", failure.Reason);
    }

    private sealed record Failure(Exception Reason, long Began);
}
