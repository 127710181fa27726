using System.Runtime.CompilerServices;
using IdentityHost.Data.Availability;
using Npgsql;

namespace IdentityHost.Data;

/// <summary>
/// One statement on one pooled connection, prepared: the connection keeps the statement, so preparing it again costs no round trip.
/// </summary>
internal static class NpgsqlDataSourceExtensions
{
    // The driver's class can't be derived from, so what guards a data source is attached to it.
    private static readonly ConditionalWeakTable<NpgsqlDataSource, DatabaseBreaker> Breakers = [];

    /// <summary>Has every connection be opened through a breaker, as long as it is opened by a method of this class.</summary>
    public static void Guard(this NpgsqlDataSource dataSource, DatabaseBreaker breaker) => Breakers.Add(dataSource, breaker);

    /// <summary>The one way to a connection (EF Core's is <see cref="BreakerInterceptor"/>): what doesn't come this way waits without bounds.</summary>
    public static async ValueTask<NpgsqlConnection> OpenAsync(this NpgsqlDataSource dataSource, CancellationToken ct)
    {
        var connection = NewConnection(dataSource);
        try
        {
            await (Breakers.TryGetValue(dataSource, out var breaker) ? breaker.OpenAsync(connection, ct) : new ValueTask(connection.OpenAsync(ct)));
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>For the one interface that is synchronous.</summary>
    public static NpgsqlConnection Open(this NpgsqlDataSource dataSource)
    {
        var connection = NewConnection(dataSource);
        try
        {
            if (Breakers.TryGetValue(dataSource, out var breaker))
                breaker.Open(connection);
            else
                connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static async Task<int> ExecuteAsync(
        this NpgsqlDataSource dataSource, string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var connection = await dataSource.OpenAsync(ct);
        return await connection.ExecuteAsync(sql, ct, parameters);
    }

    /// <summary>On a connection that is open already, and within its transaction.</summary>
    public static async Task<int> ExecuteAsync(
        this NpgsqlConnection connection, string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = await PrepareAsync(connection, sql, parameters, ct);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>For work that nobody waits for, and that may take longer than a request would.</summary>
    public static async Task<int> ExecuteAsync(
        this NpgsqlDataSource dataSource, string sql, TimeSpan timeout, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var connection = await dataSource.OpenAsync(ct);
        await using var command = await PrepareAsync(connection, sql, parameters, ct);
        command.CommandTimeout = (int)timeout.TotalSeconds;
        return await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<object?> ScalarAsync(
        this NpgsqlDataSource dataSource, string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var connection = await dataSource.OpenAsync(ct);
        await using var command = await PrepareAsync(connection, sql, parameters, ct);
        var value = await command.ExecuteScalarAsync(ct);
        return value is DBNull ? null : value;
    }

    public static async Task<List<T>> QueryAsync<T>(
        this NpgsqlDataSource dataSource, string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var connection = await dataSource.OpenAsync(ct);
        return await connection.QueryAsync(sql, read, ct, parameters);
    }

    /// <summary>On a connection that is open already, and within its transaction.</summary>
    public static async Task<List<T>> QueryAsync<T>(
        this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = await PrepareAsync(connection, sql, parameters, ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }

#pragma warning disable RS0030 // This is what all others are to use.
    private static NpgsqlConnection NewConnection(NpgsqlDataSource dataSource) => dataSource.CreateConnection();
#pragma warning restore RS0030

    private static async Task<NpgsqlCommand> PrepareAsync(
        NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken ct)
    {
        var command = new NpgsqlCommand(sql, connection);
        try
        {
            command.Parameters.AddRange(parameters);
            await command.PrepareAsync(ct);
            return command;
        }
        catch
        {
            await command.DisposeAsync();
            throw;
        }
    }
}
