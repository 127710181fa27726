using IdentityHost.Migrations.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace IdentityHost.Migrations.Schema;

/// <summary>What the database has of the schema, and what this program would add.</summary>
/// <param name="Applied">Migrations that are applied, oldest first.</param>
/// <param name="Pending">Migrations that this program has and the database lacks, oldest first.</param>
/// <param name="Unknown">Migrations that are applied and that this program doesn't know: it is older than the database.</param>
/// <param name="TablesOfOthers">Tables with names of this schema's in a database without any of its migrations: of another program, such as Duende's.</param>
internal sealed record SchemaState(
    IReadOnlyList<string> Applied, IReadOnlyList<string> Pending, IReadOnlyList<string> Unknown, IReadOnlyList<string> TablesOfOthers);

/// <summary>Applies the schema migrations, each in a transaction of its own, while hosts serve requests.</summary>
/// <param name="dataSource">The database.</param>
/// <param name="mostTries">How often a migration is tried while other transactions use the tables that it changes.</param>
internal sealed class SchemaMigrator(NpgsqlDataSource dataSource, int mostTries = 30)
{
    private const string FindTables = """
        SELECT name FROM unnest(ARRAY['ApiResources', 'Clients', 'DataProtectionKeys', 'Keys', 'PersistedGrants', 'Users']) AS name
        WHERE to_regclass(quote_ident(name)) IS NOT NULL ORDER BY name
        """;

    // Who waits for a table keeps others waiting behind it. Less than PostgreSQL's deadlock_timeout (1 s), so that in a deadlock this program
    // gives way, and no request is refused.
    private const string GiveWay = "SET LOCAL lock_timeout = '500ms'";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    internal async Task<SchemaState> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = CreateContext();
        var known = context.Database.GetMigrations().ToList();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        return new SchemaState(
            applied,
            known.Except(applied, StringComparer.Ordinal).ToList(),
            applied.Except(known, StringComparer.Ordinal).ToList(),
            applied.Count > 0 ? [] : await context.Database.SqlQueryRaw<string>(FindTables).ToListAsync(cancellationToken));
    }

    /// <summary>Applies what is pending. Runs that start at the same moment wait for each other, and the later ones find nothing to do.</summary>
    /// <returns>The migrations that this run applied.</returns>
    /// <exception cref="DatabaseException">Another transaction kept a table to itself. The migration that met it has been rolled back.</exception>
    internal async Task<IReadOnlyList<string>> ApplyAsync(Action<string> onApplying, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AdvisoryLock.AcquireAsync(connection, transaction, cancellationToken);

        var pending = (await ReadAsync(cancellationToken)).Pending;
        await using var context = CreateContext();
        foreach (var migration in pending)
        {
            onApplying(migration);
            await ApplyPatientlyAsync(migration, context, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return pending;
    }

    private async Task ApplyPatientlyAsync(string id, SchemaDbContext context, CancellationToken cancellationToken)
    {
        var tries = 0;
        while (!await TryApplyAsync(id, context, cancellationToken))
        {
            if (++tries >= mostTries)
            {
                throw new DatabaseException(
                    $"Schema migration {id}: another transaction holds a lock on a table that it changes, and did not let go in {tries} tries. "
                    + "Nothing of this migration was written: end that transaction (pg_stat_activity), then run this again.");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <returns>False if a lock was not to be had in time; then nothing was written.</returns>
    private async Task<bool> TryApplyAsync(string id, SchemaDbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await ApplyAsync(id, context, cancellationToken);
            return true;
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    // EF Core's own way would lock the history, which every host reads to see whether it is ready, until the migration has ended.
    private async Task ApplyAsync(string id, SchemaDbContext context, CancellationToken cancellationToken)
    {
        var assembly = context.GetService<IMigrationsAssembly>();
        var migration = assembly.CreateMigration(assembly.Migrations[id], context.Database.ProviderName!);
        var commands = context.GetService<IMigrationsSqlGenerator>().Generate(migration.UpOperations).ToLookup(command => command.TransactionSuppressed);
        var history = context.GetService<IHistoryRepository>();

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        foreach (var command in commands[true])
            await connection.ExecuteAsync(command.CommandText, cancellationToken);

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(GiveWay, cancellationToken);
        foreach (var command in commands[false])
            await connection.ExecuteAsync(command.CommandText, cancellationToken);
        await connection.ExecuteAsync(history.GetCreateIfNotExistsScript(), cancellationToken);
        await connection.ExecuteAsync(history.GetInsertScript(new HistoryRow(id, ProductInfo.GetVersion())), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private SchemaDbContext CreateContext() =>
        new(new DbContextOptionsBuilder<SchemaDbContext>().UseNpgsql(dataSource).Options);
}
