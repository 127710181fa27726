namespace IdentityHost.Bench.LoadBench;

/// <param name="Mode">How much is measured.</param>
/// <param name="Connection">The connection string of the database, which has schema and demonstration seeds.</param>
/// <param name="LargeConnection">The one of the database for the large table, likewise.</param>
/// <param name="Programs">The folder with the published <c>host</c> and <c>ceilings</c>.</param>
/// <param name="Wrk">The program.</param>
/// <param name="Peer">The folder of the peer.</param>
/// <param name="Work">A folder for logs, scripts of wrk and the like.</param>
/// <param name="Output">The file that gets the table.</param>
/// <param name="Machine">What it runs on, in words.</param>
internal sealed record BenchOptions(
    BenchMode Mode, string Connection, string LargeConnection, string Programs, string Wrk, string Peer, string Work, string Output, string Machine)
{
    /// <summary>Connections in each pool: as many as Npgsql takes by default.</summary>
    public const int PoolSize = 100;

    /// <summary>Different tokens of each kind; all contenders of a comparison get as many.</summary>
    public int Tokens => Mode is BenchMode.Quick ? 1_000 : 10_000;

    /// <summary>Of users. Where only clients' tokens are measured, some are there to look at.</summary>
    public int UserTokens => Mode is BenchMode.Large ? 10 : Tokens;

    public int Rounds => Mode is BenchMode.Quick ? 3 : 5;

    /// <summary>Seconds of one run.</summary>
    public const int RunSeconds = 2;

    /// <summary>The first time each token is looked up and remembered; only then begins the compiler to see what answers from memory.</summary>
    public const int WarmUps = 2;

    /// <summary>Of one of them: as long as the compiler takes to see what is hot, which is long on two cores that are busy.</summary>
    public int WarmUpSeconds => Mode is BenchMode.Quick ? 5 : 8;
}
