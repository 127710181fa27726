using System.Globalization;

namespace IdentityHost.Bench.LoadBench;

/// <summary>What is going on, on stderr: stdout is for the table.</summary>
internal static class Progress
{
    private static readonly long Begun = TimeProvider.System.GetTimestamp();

    public static void Say(string what) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(Begun):mm\\:ss} {what}"));
}
