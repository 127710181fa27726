using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Migrations.Seeding.Files;
using IdentityHost.Migrations.Seeding.Planning;
using IdentityHost.Migrations.Seeding.Reading;
using IdentityHost.Migrations.Seeding.State;
using IdentityHost.Migrations.Seeding.Writing;
using Npgsql;

namespace IdentityHost.Migrations.Seeding;

/// <summary>A pending seed and what it would change.</summary>
/// <param name="Superseded">What of its secrets a later seed of the same run takes away.</param>
internal sealed record PlannedSeed(ParsedSeed Seed, SupersededSecrets Superseded, IReadOnlyList<Change> Changes);

/// <summary>Plans and applies seeds. Each is one transaction under the lock, so that however many start at once, one of them applies it.</summary>
internal sealed class SeedRunner(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>Judges every pending seed, each by what the ones before it leave behind. Writes nothing.</summary>
    /// <exception cref="RefusedException">The folder doesn't go with the history, or a pending seed is wrong.</exception>
    internal async Task<IReadOnlyList<PlannedSeed>> PlanAsync(string folder, IReadOnlyList<SeedFile> files, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AdvisoryLock.AcquireAsync(connection, transaction, cancellationToken);

        var entries = SeedInventory.Compare(folder, files, await SeedHistory.ReadAsync(connection, cancellationToken));
        Refuse(entries.Where(entry => entry.Problem is not null).Select(entry => entry.Problem!));

        // An applied file isn't judged again: it must not become wrong because a rule became stricter.
        var parsed = entries.Where(entry => entry.State == SeedState.Pending).Select(entry => SeedParser.Parse(entry.File!)).ToList();
        Refuse(parsed.SelectMany(result => result.Errors));

        var seeds = parsed.ConvertAll(result => result.Seed!);
        var configuration = await ConfigurationReader.ReadAsync(connection, seeds, cancellationToken);
        return [.. seeds.Select((seed, index) =>
        {
            var superseded = new SupersededSecrets(seeds[(index + 1)..]);
            return new PlannedSeed(seed, superseded, SeedPlanner.Plan(seed, configuration, superseded));
        })];
    }

    /// <summary>Applies one seed, or finds that another run has applied it meanwhile.</summary>
    /// <returns>What was changed; null if it was applied already.</returns>
    /// <exception cref="RefusedException">What the database holds has changed since the plan, and the seed no longer goes with it.</exception>
    /// <exception cref="DatabaseException">PostgreSQL refused a statement. The transaction has been rolled back.</exception>
    internal async Task<IReadOnlyList<Change>?> ApplyAsync(PlannedSeed planned, CancellationToken cancellationToken)
    {
        var seed = planned.Seed;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AdvisoryLock.AcquireAsync(connection, transaction, cancellationToken);

        if (IsApplied(seed.File, await SeedHistory.ReadAsync(connection, cancellationToken)))
            return null;

        var configuration = await ConfigurationReader.ReadAsync(connection, [seed], cancellationToken);
        var changes = SeedPlanner.Plan(seed, configuration, planned.Superseded);
        try
        {
            var now = time.GetUtcNow();
            await ChangeWriter.WriteAsync(connection, changes, now, cancellationToken);
            await SeedHistory.AddAsync(connection, seed.File, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (PostgresException refused) when (refused.SqlState != PostgresErrorCodes.AdminShutdown)
        {
            throw new DatabaseException($"{seed.File.DisplayPath}: {DatabaseFailure.Describe(refused)} Nothing of this seed was written.");
        }

        return changes;
    }

    private static bool IsApplied(SeedFile file, IReadOnlyList<AppliedSeed> history)
    {
        var applied = history.FirstOrDefault(entry => entry.Number == file.Number);
        if (applied is not null && (applied.Checksum != file.Checksum || applied.Name != file.Name))
            throw new RefusedException($"{file.DisplayPath}: another run has just applied {applied.Name} with other contents.");
        if (applied is null && history.Count != file.Number - 1)
            throw new RefusedException($"{file.DisplayPath}: isn't the next one: the database has {history.Count} seeds.");
        return applied is not null;
    }

    private static void Refuse(IEnumerable<string> problems)
    {
        var all = problems.ToList();
        if (all.Count > 0)
            throw new RefusedException(all);
    }
}
