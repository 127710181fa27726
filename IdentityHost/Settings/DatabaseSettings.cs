namespace IdentityHost.Settings;

/// <summary>When a request gives the database up. (The size of the pool and the time limits of a statement are the connection string's.)</summary>
public sealed class DatabaseSettings
{
    /// <summary>
    /// How long the database may leave a question without an answer before it counts as hung, 500 milliseconds to 1 minute: from then on requests
    /// that need it are answered with 503 at once, until it answers again. Default 1.5 seconds.
    /// </summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How many requests may wait for a connection, 1 to 100000; what comes beyond is answered with 503 at once. Default 1000.</summary>
    public int MaxWaiting { get; set; } = 1000;
}
