using System.Runtime.InteropServices;

namespace IdentityHost.Users.Passwords;

/// <summary>
/// Runs long computations on a thread for each, which the system runs when others have nothing to do, or nearly so. Making the thread takes
/// a thousandth of what is done on it.
/// </summary>
internal static class YieldingThread
{
    // A tenth of the share of a thread with the usual niceness of zero (sched(7)): little, and never nothing.
    private const int Niceness = 10;
    private const int OfThread = 0;
    private const uint Calling = 0;

    internal static Task<T> RunAsync<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                GiveWay();
                result.SetResult(work());
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "Password",
            // Linux has no such thing, other systems do.
            Priority = ThreadPriority.BelowNormal,
        };
        thread.UnsafeStart();
        return result.Task;
    }

    // A system that forbids it runs the work all the same.
    private static void GiveWay()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(OfThread, Calling, Niceness);
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int priority);
}
