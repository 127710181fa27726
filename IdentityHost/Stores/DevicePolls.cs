using IdentityHost.Data;
using Npgsql;

namespace IdentityHost.Stores;

/// <summary>
/// How often a device may ask while nobody has answered it (RFC 8628 3.5), in the table <c>DeviceCodePolls</c>, so that it counts on every node.
/// One conditional statement decides which of several polls is too early. A refused poll leaves the time of the last good one as it is: a device
/// that was too quick once is heard again.
/// </summary>
internal sealed class DevicePolls(NpgsqlDataSource dataSource) : IDeviceFlowThrottlingService
{
    // A device that keeps to its interval is never early because the network was quicker this time.
    private const string Take =
        """
        UPDATE "DeviceCodePolls" SET "LastPoll" = clock_timestamp()
        WHERE "DeviceCode" = $1 AND "LastPoll" + "Interval" * interval '0.9 seconds' <= clock_timestamp()
        """;

    // RFC 8628 3.5: five seconds more, for this and all later polls; not without end, for a device that does not know slow_down.
    private const string Slow =
        """
        UPDATE "DeviceCodePolls" SET "Interval" = greatest("Interval", least("Interval" + 5, 30)) WHERE "DeviceCode" = $1
        """;

    public async Task<bool> ShouldSlowDown(string deviceCode, DeviceCode details, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(details);
        // It was answered: there is nothing to wait for.
        if (details.IsAuthorized)
            return false;
        var key = deviceCode.Sha256();
        return await dataSource.ExecuteAsync(Take, ct, SqlParameters.Text(key)) == 0
            && await dataSource.ExecuteAsync(Slow, ct, SqlParameters.Text(key)) > 0;
    }
}
