namespace IdentityHost.Data.Availability;

/// <summary>
/// More threads while a database hangs. For each statement whose time is over, the driver blocks a thread of the pool in asking the server over
/// another connection to cancel it, which a server that hangs does not answer either. The pool adds a thread or two in a second, so without these
/// even requests that need no database would wait until all of that is over.
/// </summary>
internal static class ThreadsForOutages
{
    // As many as there are connections in a pool, unless a deployer says otherwise: so many statements may be under way.
    private const int Blocked = 100;

    private static readonly Lock Changing = new();
    private static int s_outages;
    private static int s_usual;

    public static void Begin()
    {
        lock (Changing)
        {
            if (s_outages++ > 0)
                return;
            ThreadPool.GetMinThreads(out s_usual, out var ports);
            ThreadPool.SetMinThreads(s_usual + Blocked, ports);
        }
    }

    public static void End()
    {
        lock (Changing)
        {
            if (--s_outages > 0)
                return;
            ThreadPool.GetMinThreads(out _, out var ports);
            ThreadPool.SetMinThreads(s_usual, ports);
        }
    }
}
