using IdentityHost.Settings;
using IdentityHost.Settings.Reading;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdentityHost.Data.Availability;

/// <summary>
/// Asks the database twice a second whether it answers, as long as anybody uses it, and works the breaker. Both by threads of their own and not
/// the pool's, which may be busy, or waiting for that very database.
/// </summary>
internal sealed class DatabaseProbe(
    DatabaseBreaker breaker, IConfiguration configuration, IOptions<IdentityHostSettings> options) : IHostedService, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan IntervalInAnOutage = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly ManualResetEventSlim _ended = new();
    private readonly TimeSpan _patience = options.Value.Database.Patience;

    private string _connectionString = "";
    private NpgsqlConnection? _connection;
    private long _question;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _connectionString = ConnectionStrings.ForProbe(configuration, _patience);
        new Thread(Ask) { IsBackground = true, Name = "Database probe" }.Start();
        new Thread(Watch) { IsBackground = true, Name = "Database watch" }.Start();
        return Task.CompletedTask;
    }

    /// <summary>Nobody waits for a thread that hangs with the database.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _ended.Set();
        breaker.Suspect();
        return Task.CompletedTask;
    }

    public void Dispose() => _ended.Set();

    private void Ask()
    {
        var number = 0L;
        while (!_ended.IsSet)
        {
            var isSuspected = breaker.WaitForSuspicion(breaker.IsOpen ? IntervalInAnOutage : Interval);
            // A host that nobody asks for anything asks nothing either.
            if (_ended.IsSet || (!isSuspected && !breaker.IsOpen && !breaker.TakeUse()))
                continue;
            Volatile.Write(ref _question, ++number);
            var failure = FindFailure();
            Volatile.Write(ref _question, 0);
            if (_ended.IsSet)
                break;
            if (failure is null)
                breaker.Reset();
            else
                breaker.Trip(failure);
        }

        Disconnect();
    }

    /// <summary>
    /// Counts how long a question has no answer by this thread's own steps: a process that was suspended has no reason to blame the database.
    /// </summary>
    private void Watch()
    {
        var (watched, waited) = (0L, TimeSpan.Zero);
        while (!_ended.Wait(Tick))
        {
            var question = Volatile.Read(ref _question);
            waited = question != 0 && question == watched ? waited + Tick : TimeSpan.Zero;
            watched = question;
            if (waited >= _patience)
                breaker.Trip(new TimeoutException($"It was asked, and has not answered for {_patience.TotalSeconds:0.###} s."));
        }
    }

    /// <returns>Null if there was an answer, whatever it was.</returns>
    private Exception? FindFailure()
    {
        // That one connection was cut says nothing; and only a new one shows what those who were not let through will find.
        if (!breaker.IsOpen && _connection is not null && TrySelect() is null)
            return null;
        Disconnect();
        return TrySelect();
    }

    private Exception? TrySelect()
    {
        try
        {
            if (_connection is null)
            {
                _connection = new NpgsqlConnection(_connectionString);
                _connection.Open();
            }

            using var command = new NpgsqlCommand("SELECT 1", _connection);
            command.ExecuteScalar();
            return null;
        }
        catch (PostgresException e) when (!DatabaseBreaker.IsNoAnswer(e))
        {
            Disconnect();
            return null;
        }
        // Whatever it was: no answer. An exception that escaped from a thread would end the process.
        catch (Exception e)
        {
            Disconnect();
            return e;
        }
    }

    private void Disconnect()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
