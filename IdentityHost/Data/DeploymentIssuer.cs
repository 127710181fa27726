using IdentityHost.Settings;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdentityHost.Data;

/// <summary>
/// The issuer to which the database belongs. Its tokens name it, so hosts of two issuers on one database would refuse each other's.
/// </summary>
internal sealed class DeploymentIssuer(NpgsqlDataSource dataSource, IOptions<IdentityHostSettings> options)
{
    private const string Select = """SELECT "Issuer" FROM "Deployment" WHERE "Id" = 1""";

    private const string Insert = """INSERT INTO "Deployment" ("Id", "Issuer") VALUES (1, $1) ON CONFLICT ("Id") DO NOTHING""";

    // Without one, in Development, a host takes each request's address for it, and belongs to nobody.
    private readonly string? _own = options.Value.Issuer;

    /// <summary>Makes the database this host's issuer's, unless it is somebody's already.</summary>
    /// <exception cref="InvalidOperationException">It belongs to another.</exception>
    public async Task EnsureAsync(CancellationToken ct)
    {
        if (_own is not null && await dataSource.ScalarAsync(Select, ct) is null)
            await dataSource.ExecuteAsync(Insert, ct, SqlParameters.Text(_own));
        await RequireAsync(ct);
    }

    /// <exception cref="InvalidOperationException">The database belongs to another issuer.</exception>
    public async Task RequireAsync(CancellationToken ct)
    {
        if (_own is not null && await dataSource.ScalarAsync(Select, ct) is string stored && !string.Equals(stored, _own, StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                $"IdentityHost:Issuer is {_own}, but the database of ConnectionStrings:IdentityHost belongs to {stored}: every host of a database "
                + "has the same issuer.");
        }
    }
}
