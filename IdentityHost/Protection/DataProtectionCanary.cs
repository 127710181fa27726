using System.Security.Cryptography;
using IdentityHost.Data;
using IdentityHost.Outcomes;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace IdentityHost.Protection;

/// <summary>
/// One protected row that every node must be able to read: a node with another key ring is noticed by it before it answers anybody.
/// </summary>
internal sealed class DataProtectionCanary(NpgsqlDataSource dataSource, IDataProtectionProvider protection, KeyRingGuard guard)
{
    private const string Text = "canary";

    private const string Select = """SELECT "Payload" FROM "DataProtectionCanary" WHERE "Id" = 1""";

    private const string Insert = """INSERT INTO "DataProtectionCanary" ("Id", "Payload") VALUES (1, $1) ON CONFLICT ("Id") DO NOTHING""";

    private readonly IDataProtector _protector = protection.CreateProtector("IdentityHost.Canary");

    /// <summary>Writes the canary unless there is one, and reads it.</summary>
    /// <exception cref="CryptographicException">It was protected with another key ring.</exception>
    public async Task EnsureAsync(CancellationToken ct)
    {
        if (await dataSource.ScalarAsync(Select, ct) is null)
            await dataSource.ExecuteAsync(Insert, ct, SqlParameters.Text(_protector.Protect(Text)));
        await ReadAsync(ct);
    }

    /// <exception cref="CryptographicException">It was protected with another key ring.</exception>
    public async Task ReadAsync(CancellationToken ct)
    {
        guard.RequireReadableKeys();
        var payload = await dataSource.ScalarAsync(Select, ct) as string
            ?? throw new InvalidOperationException("The table DataProtectionCanary is empty.");
        if (!string.Equals(Unprotect(payload), Text, StringComparison.Ordinal))
            throw new InvalidOperationException("The canary holds something else.");
    }

    private string Unprotect(string payload)
    {
        try
        {
            return _protector.Unprotect(payload);
        }
        catch (CryptographicException e) when (DatabaseFailure.Describe(e) is null)
        {
            throw KeyRingGuard.Unreadable(e);
        }
    }
}
