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
internal sealed record SchemaState(IReadOnlyList<string> Applied, IReadOnlyList<string> Pending, IReadOnlyList<string> Unknown);

/// <summary>Applies the schema migrations, each in a transaction of its own.</summary>
internal sealed class SchemaMigrator(NpgsqlDataSource dataSource)
{
    internal async Task<SchemaState> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = CreateContext();
        var known = context.Database.GetMigrations().ToList();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        return new SchemaState(
            applied,
            known.Except(applied, StringComparer.Ordinal).ToList(),
            applied.Except(known, StringComparer.Ordinal).ToList());
    }

    /// <summary>Applies what is pending. Runs that start at the same moment wait for each other, and the later ones find nothing to do.</summary>
    /// <returns>The migrations that this run applied.</returns>
    internal async Task<IReadOnlyList<string>> ApplyAsync(Action<string> onApplying, CancellationToken cancellationToken)
    {
        // EF Core's own lock is on its history table, which ten first starts would all create at once.
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AdvisoryLock.AcquireAsync(connection, transaction, cancellationToken);

        var pending = (await ReadAsync(cancellationToken)).Pending;
        await using var context = CreateContext();
        var migrator = context.GetService<IMigrator>();
        foreach (var migration in pending)
        {
            onApplying(migration);
            await migrator.MigrateAsync(migration, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return pending;
    }

    private SchemaDbContext CreateContext() =>
        new(new DbContextOptionsBuilder<SchemaDbContext>().UseNpgsql(dataSource).Options);
}
