using Npgsql;

namespace IdentityHost.Migrations.Database;

/// <summary>
/// The one lock under which this program writes. It belongs to a transaction, never to a session, so it ends with the transaction however
/// that ends, and works through a transaction-pooling proxy as well.
/// </summary>
internal static class AdvisoryLock
{
    // "idhmigr" in ASCII: any constant will do, as long as nothing else in this database uses it.
    private const long Key = 0x69_64_68_6D_69_67_72;

    /// <summary>Waits until no other run of this program is writing. Must be called before anything is read that decides what to write.</summary>
    internal static async Task AcquireAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Key });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
