namespace IdentityHost.Migrations.Outcomes;

/// <summary>What the program's exit code says.</summary>
public static class ExitCodes
{
    /// <summary>Done, or nothing to do.</summary>
    public const int Ok = 0;

    /// <summary>Refused, and nothing written; <c>verify</c>: something is pending, edited or missing; or the command line is wrong.</summary>
    public const int Refused = 1;

    /// <summary>The database can't be reached, or failed. What was running has been rolled back.</summary>
    public const int DatabaseFailed = 2;

    /// <summary>Stopped by a signal. What was running has been rolled back.</summary>
    public const int Stopped = 130;
}
