using System.Security.Cryptography;
using IdentityHost.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdentityHost.Protection;

/// <summary>
/// One protected row that every node must be able to read: a node with another key ring is noticed by it before it answers anybody.
/// </summary>
internal sealed class DataProtectionCanary(
    NpgsqlDataSource dataSource,
    IDataProtectionProvider protection,
    IOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions> ring)
{
    private const string Text = "canary";

    private const string Select = """SELECT "Payload" FROM "DataProtectionCanary" WHERE "Id" = 1""";

    private const string Insert = """INSERT INTO "DataProtectionCanary" ("Id", "Payload") VALUES (1, $1) ON CONFLICT ("Id") DO NOTHING""";

    private readonly IDataProtector _protector = protection.CreateProtector("IdentityHost.Canary");

    /// <summary>Writes the canary unless there is one, and reads it. From then on this node makes keys for the ring when it is time for one.</summary>
    /// <exception cref="CryptographicException">It was protected with another key ring.</exception>
    public async Task EnsureAsync(CancellationToken ct)
    {
        if (await dataSource.ScalarAsync(Select, ct) is null)
        {
            ring.Value.AutoGenerateKeys = true;
            await dataSource.ExecuteAsync(Insert, ct, SqlParameters.Text(_protector.Protect(Text)));
        }

        await ReadAsync(ct);
        ring.Value.AutoGenerateKeys = true;
    }

    /// <exception cref="CryptographicException">It was protected with another key ring.</exception>
    public async Task ReadAsync(CancellationToken ct)
    {
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
            throw new CryptographicException(
                "What hosts of this database stored can't be read with this host's Data Protection keys: IdentityHost:DataProtection:ApplicationName "
                + "must be theirs, and their certificate IdentityHost:DataProtection:Certificate or one of FormerCertificates.",
                e);
        }
    }
}
