using Npgsql;

namespace IdentityHost.Settings.Reading;

/// <summary>The connection strings. Their text is never repeated in a message, since it holds a password.</summary>
internal static class ConnectionStrings
{
    // No Reset On Close: nothing here changes a session's state, and the reset would cost the server more than the statement after it.
    // Gss Encryption Mode: asking for Kerberos' encryption first takes the whole timeout of a connect where a server hangs, and then again without.
    private const string Defaults =
        "Timeout=2;Command Timeout=2;Application Name=IdentityHost;No Reset On Close=true;Gss Encryption Mode=Disable;";

    // A question that has no answer is not given up before somebody has noticed.
    private const int ShortestProbeInSeconds = 2;

    // The start holds a lock on one connection while it works on another.
    private const int MinimumPoolSize = 2;

    public static IEnumerable<string> Check(IConfiguration configuration)
    {
        var main = configuration.GetConnectionString(IdentityHostSettings.ConnectionStringName);
        if (string.IsNullOrWhiteSpace(main))
            yield return $"ConnectionStrings:{IdentityHostSettings.ConnectionStringName} is required: an Npgsql connection string such as "
                + "Host=db;Database=identity;Username=identity;Password=…";
        else if (!IsUsable(main))
            yield return Malformed(IdentityHostSettings.ConnectionStringName);
        else if (new NpgsqlConnectionStringBuilder(main) is { Pooling: true, MaxPoolSize: < MinimumPoolSize })
            yield return $"ConnectionStrings:{IdentityHostSettings.ConnectionStringName} must have a Maximum Pool Size of at least {MinimumPoolSize}";

        var notifications = configuration.GetConnectionString(IdentityHostSettings.NotificationsConnectionStringName);
        if (!string.IsNullOrWhiteSpace(notifications) && !IsUsable(notifications))
            yield return Malformed(IdentityHostSettings.NotificationsConnectionStringName);
    }

    /// <summary>
    /// Waits much less than by the driver's own defaults: a caller of a token server is better served by a 503 than by silence. A statement that
    /// hangs is given up after its time and that of a connect, by which the server is asked to cancel it.
    /// </summary>
    public static string ForRequests(IConfiguration configuration)
    {
        var given = configuration.GetConnectionString(IdentityHostSettings.ConnectionStringName);
        // What comes later in a connection string counts. (The driver's builder can't be asked what was given: it contains every keyword it knows.)
        return OnPrimary(new NpgsqlConnectionStringBuilder(Defaults + given)).ConnectionString;
    }

    /// <summary>One connection that asks whether the database answers: on the way of the requests, and not of their pool.</summary>
    public static string ForProbe(IConfiguration configuration, TimeSpan patience)
    {
        var seconds = Math.Max(ShortestProbeInSeconds, (int)Math.Ceiling(patience.TotalSeconds));
        return new NpgsqlConnectionStringBuilder(ForRequests(configuration))
        {
            Pooling = false,
            Multiplexing = false,
            KeepAlive = 0,
            Timeout = seconds,
            CommandTimeout = seconds,
            CancellationTimeout = -1,
            ApplicationName = "IdentityHost probe",
        }.ConnectionString;
    }

    public static string ForNotifications(IConfiguration configuration)
    {
        var own = configuration.GetConnectionString(IdentityHostSettings.NotificationsConnectionStringName);
        return OnPrimary(new NpgsqlConnectionStringBuilder(string.IsNullOrWhiteSpace(own) ? ForRequests(configuration) : Defaults + own)
        {
            Pooling = false,
            Multiplexing = false,
            // The renewals of the lease are the beat; another would hear announcements at a time of its own.
            KeepAlive = 0,
            // A beat that is not answered in this time counts as a broken connection.
            CommandTimeout = 2,
            // And is cut at once, without asking the server over another connection to cancel.
            CancellationTimeout = -1,
            ApplicationName = "IdentityHost notifications",
        }).ConnectionString;
    }

    // Of several hosts the one that is written to, unless it is said which: a standby does not know yet what was just revoked.
    private static NpgsqlConnectionStringBuilder OnPrimary(NpgsqlConnectionStringBuilder connection)
    {
        if (connection.Host?.Contains(',', StringComparison.Ordinal) is true)
            connection.TargetSessionAttributes ??= "primary";
        return connection;
    }

    private static bool IsUsable(string text)
    {
        try
        {
            if (string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(text).Host))
                return false;
            // Keywords that don't go together are noticed here only.
            using var dataSource = NpgsqlDataSource.Create(text);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException
            or InvalidOperationException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Malformed(string name) =>
        $"ConnectionStrings:{name} must be an Npgsql connection string with a Host; it can't be read as one (its text is not shown here).";
}
